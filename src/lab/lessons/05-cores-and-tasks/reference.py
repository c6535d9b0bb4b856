"""Two tasks more than CPUs: on which CPUs each of them found itself (Linux)."""
import os
import time
from multiprocessing import Barrier, Process

SPEED = float(os.environ.get("SPEED", "1"))


def current_cpu():
    with open("/proc/self/stat") as stat:
        return int(stat.read().rpartition(")")[2].split()[36])


def task(name, ready, blocks, seconds):
    ready.wait()
    until = time.perf_counter() + seconds
    seen = []
    while time.perf_counter() < until:
        pause = time.perf_counter() + 0.03
        while time.perf_counter() < pause:
            pass
        if seen[-1:] != [current_cpu()]:
            seen.append(current_cpu())
        if blocks:
            time.sleep(0.03)
    print(f"{name} {os.getpid()}: {time.process_time():.2f} s of CPU time, on CPUs {seen[:12]}", flush=True)


if __name__ == "__main__":
    cpus = sorted(os.sched_getaffinity(0))[:4]
    os.sched_setaffinity(0, cpus)
    ready = Barrier(len(cpus) + 2)
    tasks = []
    for number in range(len(cpus) + 2):
        blocks = number < 2
        name = "blocking" if blocks else "busy"
        tasks.append(Process(target=task, args=(name, ready, blocks, 2 / SPEED)))
    for each in tasks:
        each.start()
    for each in tasks:
        each.join()
    print(f"{len(tasks)} tasks, {len(cpus)} of {os.cpu_count()} CPUs")
