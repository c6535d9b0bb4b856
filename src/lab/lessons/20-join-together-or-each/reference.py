"""Three tasks of 5, 3 and 2 units: joined after all have started, and each joined before the next starts."""
import os
import time
from multiprocessing import Event, Process

UNIT = 0.5 / float(os.environ.get("SPEED", "1"))


def worker(ready, go, seconds):
    ready.set()
    go.wait()
    print(f"{os.getpid()} works for {seconds:.2f} s", flush=True)
    time.sleep(seconds)


def prepare(seconds):
    ready, go = Event(), Event()
    child = Process(target=worker, args=(ready, go, seconds))
    child.start()
    ready.wait()
    return child, go


if __name__ == "__main__":
    work = [5 * UNIT, 3 * UNIT, 2 * UNIT]

    tasks = [prepare(seconds) for seconds in work]
    begin = time.perf_counter()
    for _, go in tasks:
        go.set()
    for child, _ in tasks:
        child.join()
    print(f"together: {time.perf_counter() - begin:.2f} s; the longest is {max(work):.2f} s", flush=True)

    elapsed = 0.0
    for seconds in work:
        child, go = prepare(seconds)
        begin = time.perf_counter()
        go.set()
        child.join()
        elapsed += time.perf_counter() - begin
    print(f"each: {elapsed:.2f} s; the sum is {sum(work):.2f} s")
