"""Three writers and one terminal, without a lock: mixed lines, in the time of one writer."""
import os
import time
from multiprocessing import Barrier, Process

PAUSE = 1 / float(os.environ.get("SPEED", "1"))


def write(name, begin):
    begin.wait()
    for number in (1, 2, 3):
        if number > 1:
            time.sleep(PAUSE)
        print(name, number, flush=True)


if __name__ == "__main__":
    begin = Barrier(4)
    writers = [Process(target=write, args=(f"writer-{n}", begin)) for n in (1, 2, 3)]
    for writer in writers:
        writer.start()
    begin.wait()
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    print(f"{time.perf_counter() - began:.2f} s; one writer needs {2 * PAUSE:.2f} s")
