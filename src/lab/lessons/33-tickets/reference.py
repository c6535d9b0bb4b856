"""Ten buyers and one ticket in a JSON file, with a lock around reading, thinking and writing."""
import json
import os
import sys
import tempfile
import time
from multiprocessing import Barrier, Lock, Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))
BUYERS = 10


def tickets_left(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["count"]


def purchase(name, path):
    time.sleep(UNIT)
    left = tickets_left(path)
    if left == 0:
        print(f"{name} goes away without one", flush=True)
        return
    time.sleep(3 * UNIT)
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"count": left - 1}, file)
    print(f"{name} has a ticket", flush=True)


def buy(name, begin, path, mutex):
    begin.wait()
    time.sleep(UNIT)
    print(f"{name} asks: {tickets_left(path)} left", flush=True)
    if mutex is None:
        purchase(name, path)
        return
    with mutex:
        purchase(name, path)


if __name__ == "__main__":
    # With an argument (any) there is no lock.
    mutex = Lock() if len(sys.argv) == 1 else None
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tickets.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"count": 1}, file)
        begin = Barrier(BUYERS + 1)
        buyers = [Process(target=buy, args=(f"buyer-{n}", begin, path, mutex)) for n in range(1, BUYERS + 1)]
        for buyer in buyers:
            buyer.start()
        begin.wait()
        began = time.perf_counter()
        for buyer in buyers:
            buyer.join()
        print(f"{time.perf_counter() - began:.2f} s; the file says {tickets_left(path)} left")
