"""Four children in four states: running, sleeping, stopped, and dead but not reaped."""
import os
import signal
import subprocess
import time
from multiprocessing import Process

SPEED = float(os.environ.get("SPEED", "1"))


def compute():
    while True:
        pass


def states(children):
    for child in children:
        shown = subprocess.run(["ps", "-o", "stat=", "-p", str(child.pid)], capture_output=True, text=True)
        print(f"{child.name}: {shown.stdout.strip() or 'gone'}")


if __name__ == "__main__":
    running = Process(target=compute, name="running", daemon=True)
    sleeping = Process(target=time.sleep, args=(3600,), name="sleeping", daemon=True)
    stopped = Process(target=time.sleep, args=(2 / SPEED,), name="stopped")
    ended = Process(target=time.sleep, args=(0,), name="ended")
    children = [running, sleeping, stopped, ended]
    for child in children:
        child.start()
    time.sleep(0.5 / SPEED)
    os.kill(stopped.pid, signal.SIGSTOP)
    time.sleep(0.5 / SPEED)
    states(children)

    os.kill(stopped.pid, signal.SIGCONT)
    ended.join()
    print("after SIGCONT and join:")
    states(children)
    stopped.join()
