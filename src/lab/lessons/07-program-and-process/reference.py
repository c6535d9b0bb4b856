"""The same program twice: two processes of one executable; one is killed, the other goes on."""
import os
import sys
import time
from multiprocessing import Barrier, Process

SPEED = float(os.environ.get("SPEED", "1"))


def program(ready, limit):
    ready.wait()
    for count in range(1, limit + 1):
        print(f"{os.getpid()} of {sys.executable}: {count}", flush=True)
        time.sleep(0.5 / SPEED)


if __name__ == "__main__":
    ready = Barrier(3)
    first = Process(target=program, args=(ready, 6), name="first")
    second = Process(target=program, args=(ready, 6), name="second")
    for each in (first, second):
        each.start()
    ready.wait()
    time.sleep(1.2 / SPEED)
    first.kill()
    for each in (first, second):
        each.join()
        print(f"{each.name}: exit code {each.exitcode}")
