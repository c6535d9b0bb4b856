"""A parent waits for its children at the end of its code; a parent that is killed cannot."""
import os
import time
from multiprocessing import Event, Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


def worker(done):
    print(f"child {os.getpid()}: I work, my parent is {os.getppid()}", flush=True)
    time.sleep(SECONDS * 2)
    print(f"child {os.getpid()}: my work is done, my parent is {os.getppid()}", flush=True)
    done.set()


def parent(ready, spared, done):
    child = Process(target=worker, args=(done,))
    child.start()
    ready.set()
    spared.wait()
    print(f"parent {os.getpid()}: the last line of my code; {child.pid} is still at work", flush=True)


def watch(name, kill):
    ready, spared, done = Event(), Event(), Event()
    process = Process(target=parent, args=(ready, spared, done), name=name)
    process.start()
    ready.wait()
    if kill:
        process.kill()
    else:
        spared.set()
    process.join()
    print(f"main: {name} {process.pid} has ended, its exit code is {process.exitcode}", flush=True)
    done.wait()


if __name__ == "__main__":
    watch("patient", kill=False)
    watch("killed", kill=True)
