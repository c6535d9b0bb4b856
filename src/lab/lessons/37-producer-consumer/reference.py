"""Three producers, two consumers, one queue between them, and one end mark for each consumer."""
import os
import time
from multiprocessing import Process, Queue

UNIT = 1 / float(os.environ.get("SPEED", "1"))


def producer(queue, name, items):
    for number in range(1, items + 1):
        time.sleep(UNIT / 2)
        queue.put(f"{name}: bun {number}")
        print(f"made {name}: bun {number}", flush=True)


def consumer(queue):
    while (item := queue.get()) is not None:
        time.sleep(UNIT)
        print(f"ate {item}", flush=True)


if __name__ == "__main__":
    queue = Queue()
    making = [Process(target=producer, args=(queue, f"producer-{n}", 6)) for n in (1, 2, 3)]
    eating = [Process(target=consumer, args=(queue,)) for _ in range(2)]
    for process in making + eating:
        process.start()
    for process in making:
        process.join()
    print("main: everything is made; now the end marks", flush=True)
    for _ in eating:
        queue.put(None)
    for process in eating:
        process.join()
