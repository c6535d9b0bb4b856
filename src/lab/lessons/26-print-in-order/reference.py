"""Three tasks of random length, each joined before the next is started: 1, 2, 3, 4."""
import os
import random
import time
from multiprocessing import Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))


def task(number, units):
    time.sleep(units * UNIT)
    print(f"-------->{number}", flush=True)


if __name__ == "__main__":
    lengths = [random.randint(1, 3) for _ in range(3)]
    began = time.perf_counter()
    for number, units in enumerate(lengths, start=1):
        each = Process(target=task, args=(number, units))
        each.start()
        each.join()
    print("-------->4", flush=True)
    print(f"{(time.perf_counter() - began) / UNIT:.2f} units; the tasks need {sum(lengths)}")
