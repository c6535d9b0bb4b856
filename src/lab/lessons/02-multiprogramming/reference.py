"""Jobs that compute and wait by turns, on one CPU: one after another, then together (Linux)."""
import os
import time
from multiprocessing import Event, Process, Queue

SPEED = float(os.environ.get("SPEED", "1"))
JOBS, BURSTS, CPU, WAIT = 3, 6, 0.1 / SPEED, 0.1 / SPEED


def compute(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        sum(range(1000))


def job(turn, together, done):
    for signal in (turn, together):
        signal.wait()
        for _ in range(BURSTS):
            compute(CPU)
            time.sleep(WAIT)
        done.put(os.getpid())


if __name__ == "__main__":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    turns, together, done = [Event() for _ in range(JOBS)], Event(), Queue()
    jobs = [Process(target=job, args=(turn, together, done)) for turn in turns]
    for each in jobs:
        each.start()

    begin = time.perf_counter()
    for turn in turns:
        turn.set()
        done.get()
    print(f"one after another: {time.perf_counter() - begin:.2f} s")

    begin = time.perf_counter()
    together.set()
    for _ in jobs:
        done.get()
    print(f"together: {time.perf_counter() - begin:.2f} s")
    for each in jobs:
        each.join()
