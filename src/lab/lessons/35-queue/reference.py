"""A queue with three slots: the fourth put waits for room, and a get from an empty queue waits for an item."""
import os
import time
from multiprocessing import Process, Queue

WAIT = 1 / float(os.environ.get("SPEED", "1"))


def put_one(queue, item):
    started = time.perf_counter()
    queue.put(item)
    print(f"fourth put: waited {time.perf_counter() - started:.2f} s", flush=True)


def get_one(queue):
    started = time.perf_counter()
    item = queue.get()
    print(f"one more get: {item!r} after {time.perf_counter() - started:.2f} s", flush=True)


if __name__ == "__main__":
    queue = Queue(3)
    for item in ("hello", {"a": 1}, [3, 3, 3]):
        queue.put(item)
    print("full:", queue.full())
    fourth = Process(target=put_one, args=(queue, 4))
    fourth.start()
    time.sleep(WAIT)
    print(queue.get(), flush=True)
    fourth.join()
    for _ in range(3):
        print(queue.get(), flush=True)
    print("empty:", queue.empty(), flush=True)
    extra = Process(target=get_one, args=(queue,))
    extra.start()
    time.sleep(WAIT)
    queue.put("at last")
    extra.join()
