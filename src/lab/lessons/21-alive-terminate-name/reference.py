"""is_alive before and after an end, terminate and its exit code, and the names of processes."""
import os
import time
from multiprocessing import Barrier, Event, Process

PAUSE = 0.5 / float(os.environ.get("SPEED", "1"))


def task(ready, finish):
    print(f"child {os.getpid()}: I am here", flush=True)
    ready.wait()
    finish.wait()
    print(f"child {os.getpid()}: I end by myself", flush=True)


if __name__ == "__main__":
    ready, finish, never = Barrier(3), Event(), Event()
    free = Process(target=task, args=(ready, finish))
    doomed = Process(target=task, args=(ready, never), name="sub-process")
    print(f"before start: {free.is_alive()}", flush=True)
    free.start()
    doomed.start()
    ready.wait()
    print(f"{free.name} after start: {free.is_alive()}", flush=True)
    time.sleep(PAUSE)
    finish.set()
    free.join()
    print(f"{free.name} after join: {free.is_alive()}, exit code {free.exitcode}", flush=True)

    doomed.terminate()
    print(f"{doomed.name} right after terminate: {doomed.is_alive()}", flush=True)
    doomed.join()
    print(f"{doomed.name} after join: {doomed.is_alive()}, exit code {doomed.exitcode}")
