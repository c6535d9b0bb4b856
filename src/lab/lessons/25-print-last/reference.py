"""Three tasks of random length, started together and joined together: 4 is printed last."""
import os
import random
import time
from multiprocessing import Barrier, Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))


def task(number, begin):
    begin.wait()
    time.sleep(random.randint(1, 3) * UNIT)
    print(f"-------->{number}", flush=True)


if __name__ == "__main__":
    begin = Barrier(4)
    tasks = [Process(target=task, args=(number, begin)) for number in (1, 2, 3)]
    for each in tasks:
        each.start()
    begin.wait()
    began = time.perf_counter()
    for each in tasks:
        each.join()
    print("-------->4")
    print(f"{(time.perf_counter() - began) / UNIT:.2f} units")
