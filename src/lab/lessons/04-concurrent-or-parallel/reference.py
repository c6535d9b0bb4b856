"""Two computing processes on one CPU, then on two: how much of a CPU each one had (Linux)."""
import os
import time
from multiprocessing import Barrier, Process

SPEED = float(os.environ.get("SPEED", "1"))


def job(ready, cpu, seconds):
    os.sched_setaffinity(0, {cpu})
    ready.wait()
    begin, until = time.process_time(), time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    share = (time.process_time() - begin) / seconds
    print(f"{os.getpid()} on CPU {cpu}: {share:.0%} of it", flush=True)


def both(cpus):
    ready = Barrier(2)
    jobs = [Process(target=job, args=(ready, cpu, 2 / SPEED)) for cpu in cpus]
    for each in jobs:
        each.start()
    for each in jobs:
        each.join()


if __name__ == "__main__":
    first, *more = sorted(os.sched_getaffinity(0))
    print("one CPU for both")
    both([first, first])
    if more:
        print("one CPU for each")
        both([first, more[0]])
