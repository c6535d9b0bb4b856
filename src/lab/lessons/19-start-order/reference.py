"""Three processes started in order; which one runs first is the operating system's choice."""
import os
import time
from collections import Counter
from multiprocessing import Barrier, Process, Queue

ROUNDS = 200


def runner(name, line, seen):
    print(f"{name} {os.getpid()} runs", flush=True)
    for number in range(ROUNDS):
        line.wait()
        seen.put((number, time.monotonic_ns(), name))
    print(f"{name} {os.getpid()} is done", flush=True)


if __name__ == "__main__":
    names = ["first", "second", "third"]
    line, seen = Barrier(len(names)), Queue()
    children = [Process(target=runner, args=(name, line, seen), name=name) for name in names]
    for child in children:
        child.start()
    print(f"main {os.getpid()}: all are started", flush=True)

    finishes = sorted(seen.get() for _ in range(ROUNDS * len(names)))
    for child in children:
        child.join()
    orders = Counter(
        " ".join(name for _, _, name in finishes[at : at + len(names)]) for at in range(0, len(finishes), len(names))
    )
    for order, times in orders.most_common():
        print(f"{order}: {times}")
