"""Computing and waiting, twice each: in threads and in processes of Python."""
import os
import time
from multiprocessing import Process
from threading import Thread

SPEED = float(os.environ.get("SPEED", "1"))
LOOPS = int(12_000_000 / SPEED)


def compute():
    number = 0
    for step in range(LOOPS):
        number += step % 7


def wait():
    time.sleep(1 / SPEED)


def elapsed(kind, work, count):
    begin = time.perf_counter()
    workers = [kind(target=work) for _ in range(count)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    return time.perf_counter() - begin


if __name__ == "__main__":
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else "?"
    print(f"os.cpu_count() says {os.cpu_count()}; this process may use {allowed}")
    print(f"computing once: {elapsed(Thread, compute, 1):.2f} s")
    print(f"computing twice: threads {elapsed(Thread, compute, 2):.2f} s, processes {elapsed(Process, compute, 2):.2f} s")
    print(f"waiting four times: threads {elapsed(Thread, wait, 4):.2f} s, processes {elapsed(Process, wait, 4):.2f} s")
