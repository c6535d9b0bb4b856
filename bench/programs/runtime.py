# The same measurements of CPython's multiprocessing with spawn.
import json
import multiprocessing
import time


def produce(queue, count):
    for _ in range(count):
        queue.put("x" * 100)


def first_line(answers):
    answers.put(time.time())


def main():
    context = multiprocessing.get_context("spawn")
    answers = context.SimpleQueue()
    starts = []
    for _ in range(8):
        before = time.time()
        child = context.Process(target=first_line, args=(answers,))
        child.start()
        starts.append((answers.get() - before) * 1000)
        child.join()

    lock = context.Lock()
    rounds = 100_000
    before = time.perf_counter()
    for _ in range(rounds):
        lock.acquire()
        lock.release()
    lock_us = (time.perf_counter() - before) * 1e6 / rounds

    count = 20_000
    queue = context.Queue()
    child = context.Process(target=produce, args=(queue, count))
    child.start()
    queue.get()
    before = time.perf_counter()
    for _ in range(count - 1):
        queue.get()
    rate = (count - 1) / (time.perf_counter() - before)
    child.join()
    print(json.dumps({"startMs": sorted(starts)[len(starts) // 2], "lockUs": lock_us, "itemsPerSecond": rate}))


if __name__ == "__main__":
    main()
