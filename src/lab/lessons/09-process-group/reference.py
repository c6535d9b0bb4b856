"""A leader and its children; one child has left for a session of its own. A signal goes to the group (Unix)."""
import os
import signal
import time
from multiprocessing import Process, Queue

SPEED = float(os.environ.get("SPEED", "1"))


def member(told, leaves):
    if leaves:
        os.setsid()
    told.put((os.getpid(), os.getpgrp(), leaves))
    time.sleep(3 / SPEED)
    print(f"{os.getpid()} of group {os.getpgrp()} lived to the end", flush=True)


def leader(told):
    os.setpgrp()
    children = [Process(target=member, args=(told, leaves)) for leaves in (False, False, True)]
    for each in children:
        each.start()
    for each in children:
        each.join()


if __name__ == "__main__":
    told = Queue()
    first = Process(target=leader, args=(told,))
    first.start()
    for _ in range(3):
        pid, group, leaves = told.get()
        print(f"child {pid} is in group {group}" + (", outside" if leaves else ""))
    os.killpg(first.pid, signal.SIGTERM)
    first.join()
    print(f"the leader {first.pid} ended: {first.exitcode}")
    time.sleep(3.5 / SPEED)
