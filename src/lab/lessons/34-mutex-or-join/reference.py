"""One ticket, three ways to sell it: with nothing, with a lock around buying, with join after each start."""
import json
import os
import tempfile
import time
from multiprocessing import Lock, Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))
BUYERS = 5


def tickets_left(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["count"]


def purchase(name, path):
    time.sleep(UNIT)
    left = tickets_left(path)
    if left > 0:
        time.sleep(3 * UNIT)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"count": left - 1}, file)
        print(f"{name} has a ticket", flush=True)


def buy(name, path, mutex):
    time.sleep(UNIT)
    print(f"{name} asks: {tickets_left(path)} left", flush=True)
    if mutex is None:
        purchase(name, path)
        return
    with mutex:
        purchase(name, path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for way in ("none", "lock", "join"):
            path = os.path.join(folder, way + ".json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"count": 1}, file)
            mutex = Lock() if way == "lock" else None
            buyers = [Process(target=buy, args=(f"{way}-{n}", path, mutex)) for n in range(1, BUYERS + 1)]
            began = time.perf_counter()
            for buyer in buyers:
                buyer.start()
                if way == "join":
                    buyer.join()
            for buyer in buyers:
                buyer.join()
            print(f"{way} took {time.perf_counter() - began:.2f} s", flush=True)
