"""One process computes, one makes system calls, one waits: how the kernel counts their time."""
import os
from multiprocessing import Barrier, Event, Process

SPEED = float(os.environ.get("SPEED", "1"))


def used(since):
    now = os.times()
    return now.user - since.user, now.system - since.system


def think():
    sum(number % 7 for number in range(100_000))


def ask():
    with open("/dev/zero", "rb", buffering=0) as zeros:
        for _ in range(20):
            zeros.read(1 << 20)


def worker(ready, name, work, cpu_seconds):
    ready.wait()
    before = os.times()
    while sum(used(before)) < cpu_seconds:
        work()
    user, system = used(before)
    print(f"{name} {os.getpid()}: user {user:.2f} s, kernel {system:.2f} s", flush=True)


def waiter(ready, over):
    ready.wait()
    before = os.times()
    over.wait()
    user, system = used(before)
    print(f"waiter {os.getpid()}: user {user:.2f} s, kernel {system:.2f} s", flush=True)


if __name__ == "__main__":
    ready, over = Barrier(3), Event()
    thinker = Process(target=worker, args=(ready, "thinker", think, 1 / SPEED))
    asker = Process(target=worker, args=(ready, "asker", ask, 1 / SPEED))
    idler = Process(target=waiter, args=(ready, over))
    for each in (thinker, asker, idler):
        each.start()
    thinker.join()
    asker.join()
    over.set()
    idler.join()
