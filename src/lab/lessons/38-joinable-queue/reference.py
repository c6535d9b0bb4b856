"""Producers wait until everything is eaten; the consumers are daemons, so nobody has to tell them to stop."""
import os
import time
from multiprocessing import JoinableQueue, Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))


def producer(queue, name, items):
    for number in range(1, items + 1):
        time.sleep(UNIT / 2)
        queue.put(f"{name}: bun {number}")
        print(f"made {name}: bun {number}", flush=True)
    queue.join()


def consumer(queue):
    while True:
        item = queue.get()
        time.sleep(UNIT)
        print(f"ate {item}", flush=True)
        queue.task_done()


if __name__ == "__main__":
    queue = JoinableQueue()
    making = [Process(target=producer, args=(queue, f"producer-{n}", 2)) for n in (1, 2, 3)]
    eating = [Process(target=consumer, args=(queue,), daemon=True) for _ in range(2)]
    for process in making + eating:
        process.start()
    for process in making:
        process.join()
    try:
        queue.task_done()
    except ValueError as error:
        print("main: one too many:", error)
    print("main: everything is eaten; nobody needs the consumers any more")
