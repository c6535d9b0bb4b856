"""A daemon is terminated when the code of its parent ends; a killed parent terminates nobody."""
import os
import sys
import time
from multiprocessing import Event, Process

SPEED = float(os.environ.get("SPEED", "1"))
WORK = 3 / SPEED


def serve(name, ready, seconds):
    print(f"{name} {os.getpid()}: at work for {seconds} s", flush=True)
    ready.set()
    time.sleep(seconds)
    print(f"{name}: my work is done", flush=True)


def rule(ready, newcomer_ready, daemon):
    servant = Process(target=serve, args=("servant", ready, WORK), name="servant", daemon=daemon)
    servant.start()
    ready.wait()
    newcomer = Process(target=serve, args=("newcomer", newcomer_ready, WORK), name="newcomer", daemon=daemon)
    newcomer.start()
    print("master: this is the end of my code", flush=True)


if __name__ == "__main__":
    # With an argument (any) the servants are no daemons.
    daemon = len(sys.argv) == 1
    servant_ready, newcomer_ready = Event(), Event()
    master = Process(target=rule, args=(servant_ready, newcomer_ready, daemon), name="master")
    master.start()
    servant_ready.wait()
    began = time.perf_counter()
    master.join()
    waited = time.perf_counter() - began
    print(f"main: the master has ended, {waited:.3f} s later, exit code {master.exitcode}", flush=True)
    time.sleep(WORK + 0.3)
