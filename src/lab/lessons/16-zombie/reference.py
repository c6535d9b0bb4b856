"""A child that nobody waits for stays in the process table as a zombie; join takes it away."""
import os
import time
from multiprocessing import Process


def brief(seconds):
    print(f"child {os.getpid()}: my parent is {os.getppid()}", flush=True)
    time.sleep(seconds)


def state(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "gone"


if __name__ == "__main__":
    child = Process(target=brief, args=(0.5,))
    child.start()
    time.sleep(2)
    print(f"before join: {state(child.pid)}")
    child.join()
    print(f"after join: {state(child.pid)}, exit code {child.exitcode}")
