"""Three generations, and the climb from the grandchild to the root of the system (Linux)."""
import os
import time
from multiprocessing import Event, Process, Queue

SPEED = float(os.environ.get("SPEED", "1"))


def grandchild(pids, over):
    print(f"grandchild {os.getpid()}: my parent is {os.getppid()}", flush=True)
    pids.put(os.getpid())
    over.wait()


def child(pids, over):
    print(f"child {os.getpid()}: my parent is {os.getppid()}", flush=True)
    youngest = Process(target=grandchild, args=(pids, over))
    youngest.start()
    youngest.join()


def climb(pid):
    while pid:
        with open(f"/proc/{pid}/stat") as stat:
            head, _, rest = stat.read().rpartition(")")
        print(f"  {head.partition('(')[2]} {pid}")
        pid = int(rest.split()[1])


if __name__ == "__main__":
    pids, over = Queue(), Event()
    middle = Process(target=child, args=(pids, over))
    middle.start()
    climb(pids.get())
    time.sleep(0.5 / SPEED)
    over.set()
    middle.join()
