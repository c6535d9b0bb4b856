"""Three processes hold different amounts of memory; and one address holds another value in each (Linux)."""
import ctypes
import os
import time
from multiprocessing import Barrier, Process, get_context

SPEED = float(os.environ.get("SPEED", "1"))
number = ctypes.c_int(0)


def resident():
    with open("/proc/self/status") as status:
        return next(line.split(":")[1].strip() for line in status if line.startswith("VmRSS"))


def holder(ready, megabytes):
    memory = b"x" * (megabytes << 20)
    ready.wait()
    print(f"{os.getpid()} holds {len(memory) >> 20} MiB; resident: {resident()}", flush=True)
    time.sleep(0.5 / SPEED)


def writer(value):
    number.value = value
    print(f"{os.getpid()}: {number.value} at {ctypes.addressof(number):#x}", flush=True)


if __name__ == "__main__":
    ready = Barrier(3)
    holders = [Process(target=holder, args=(ready, megabytes)) for megabytes in (40, 80, 120)]
    for each in holders:
        each.start()
    for each in holders:
        each.join()

    # Copies made by fork have the same addresses; a process started afresh has others.
    fork = get_context("fork")
    writers = [fork.Process(target=writer, args=(value,)) for value in (1, 2, 3)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    print(f"{os.getpid()}: {number.value} at {ctypes.addressof(number):#x}")
