"""A function as the target of a new process, with positional and with named arguments."""
import os
import time
from multiprocessing import Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


def task(name, seconds):
    print(f"{name} is running in {os.getpid()}, child of {os.getppid()}", flush=True)
    time.sleep(seconds)
    print(f"{name} is done", flush=True)


if __name__ == "__main__":
    children = [
        Process(target=task, args=("child 1", SECONDS)),
        Process(target=task, kwargs={"name": "child 2", "seconds": SECONDS}),
    ]
    for child in children:
        child.start()
    print(f"main {os.getpid()}: this is the last line of my code", flush=True)
