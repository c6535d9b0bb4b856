"""A child that has put a megabyte does not end before somebody reads it: join first, and both wait for ever."""
import os
import time
from multiprocessing import Process, Queue

PATIENCE = 1 / float(os.environ.get("SPEED", "1"))


def send_text(queue, size):
    queue.put("x" * size)
    print(f"{os.getpid()}: I have put {size} characters, and that is all I do", flush=True)


if __name__ == "__main__":
    letters, parcels = Queue(), Queue()
    small = Process(target=send_text, args=(letters, 1024))
    big = Process(target=send_text, args=(parcels, 1024 * 1024))
    small.start()
    big.start()
    small.join(PATIENCE + 1)
    big.join(PATIENCE)
    print(f"main: alive after join: small {small.is_alive()}, big {big.is_alive()}", flush=True)
    started = time.perf_counter()
    print(f"main: got {len(parcels.get())} and {len(letters.get())} characters")
    big.join()
    print(f"main: read, and the big one ended {time.perf_counter() - started:.3f} s later: {big.exitcode}")
