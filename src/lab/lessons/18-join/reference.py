"""join waits for a child to end, and takes its entry out of the process table."""
import os
import time
from multiprocessing import Event, Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


def task(ready):
    print(f"child {os.getpid()} is running, my parent is {os.getppid()}", flush=True)
    ready.set()
    time.sleep(SECONDS)
    print(f"child {os.getpid()} is done", flush=True)


def in_table(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    ready = Event()
    child = Process(target=task, args=(ready,))
    child.start()
    ready.wait()
    child.join()
    print(f"main {os.getpid()} goes on; {child.pid} in the process table: {in_table(child.pid)}", flush=True)
    print(f"the object still has its pid {child.pid} and its exit code {child.exitcode}")
