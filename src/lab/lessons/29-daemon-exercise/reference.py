"""foo is a daemon, bar is not: main-------, 456, end456."""
import os
import time
from multiprocessing import Process

UNIT = 1 / float(os.environ.get("SPEED", "1"))


def foo():
    print(123, flush=True)
    time.sleep(UNIT)
    print("end123", flush=True)


def bar():
    print(456, flush=True)
    time.sleep(3 * UNIT)
    print("end456", flush=True)


if __name__ == "__main__":
    p1 = Process(target=foo, daemon=True)
    p2 = Process(target=bar)
    p1.start()
    p2.start()
    print("main-------", flush=True)
