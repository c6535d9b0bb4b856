"""Three writers and one lock: strict blocks, in three times the time of one writer."""
import os
import sys
import time
from multiprocessing import Barrier, Lock, Process

PAUSE = 1 / float(os.environ.get("SPEED", "1"))


def three_lines(name):
    for number in (1, 2, 3):
        if number > 1:
            time.sleep(PAUSE)
        print(name, number, flush=True)


def write(name, begin, mutex):
    begin.wait()
    if mutex is None:
        three_lines(name)
        return
    with mutex:
        three_lines(name)


if __name__ == "__main__":
    # With an argument (any) there is no lock.
    mutex = Lock() if len(sys.argv) == 1 else None
    begin = Barrier(4)
    writers = [Process(target=write, args=(f"writer-{n}", begin, mutex)) for n in (1, 2, 3)]
    for writer in writers:
        writer.start()
    begin.wait()
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    print(f"{time.perf_counter() - began:.2f} s; one writer needs {2 * PAUSE:.2f} s")
