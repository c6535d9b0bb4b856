"""A terminated process cleans nothing up: its child becomes an orphan, its lock stays locked."""
import os
import time
from multiprocessing import Event, Lock, Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


def worker(ready, done):
    print(f"worker {os.getpid()}: I work, my parent is {os.getppid()}", flush=True)
    ready.set()
    time.sleep(SECONDS * 2)
    print(f"worker {os.getpid()}: my work is done, my parent is {os.getppid()}", flush=True)
    done.set()


def boss(lock, ready, done):
    lock.acquire()
    Process(target=worker, args=(ready, done)).start()
    try:
        time.sleep(60)
    finally:
        print("boss: I clean up", flush=True)
        lock.release()


if __name__ == "__main__":
    lock, ready, done = Lock(), Event(), Event()
    process = Process(target=boss, args=(lock, ready, done))
    process.start()
    ready.wait()
    process.terminate()
    process.join()
    print(f"main: the boss has ended, its exit code is {process.exitcode}", flush=True)
    print(f"main: the lock could be taken: {lock.acquire(timeout=SECONDS)}", flush=True)
    done.wait()
