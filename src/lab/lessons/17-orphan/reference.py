"""A child whose parent ends first gets a new parent: the process that adopts orphans."""
import os
import signal
import time
from multiprocessing import Event, Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


def orphan(ready, done):
    print(f"child {os.getpid()}: my parent is {os.getppid()}", flush=True)
    ready.set()
    time.sleep(SECONDS * 2.5)
    print(f"child {os.getpid()}: my parent is now {os.getppid()}", flush=True)
    done.set()


def mother(ready, done):
    Process(target=orphan, args=(ready, done)).start()
    ready.wait()
    time.sleep(SECONDS)
    print(f"parent {os.getpid()}: I end now, my child runs on", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    ready, done = Event(), Event()
    parent = Process(target=mother, args=(ready, done))
    parent.start()
    parent.join()
    print(f"main {os.getpid()}: the parent has ended; its exit code is {parent.exitcode}", flush=True)
    done.wait()
    print(f"main {os.getpid()}: the child says that it is done")
