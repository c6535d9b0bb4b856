"""Finding processes by name and ending them by pid: kill -s 9 PID, pkill NAME, and one that ignores SIGTERM."""
import os
import signal
import subprocess
import time
from multiprocessing import Barrier, Pipe, Process

PAUSE = 0.5 / float(os.environ.get("SPEED", "1"))


def program(ready, closing, name):
    if name == "mule":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.wait()
    # Not an Event: one whose waiter was killed hangs in set().
    closing.recv()


def find(parent):
    """The children of a process, as ps shows them."""
    rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in rows.splitlines())
    return {int(pid) for pid, ppid in pairs if int(ppid) == parent}


if __name__ == "__main__":
    names = ["editor", "server", "server", "observer", "mule"]
    ready = Barrier(len(names) + 1)
    pipes = [Pipe() for _ in names]
    children = [
        Process(target=program, args=(ready, theirs, name), name=name) for name, (_, theirs) in zip(names, pipes)
    ]
    for child in children:
        child.start()
    ready.wait()
    listed = find(os.getpid())
    print(f"ps lists all of them: {all(child.pid in listed for child in children)}", flush=True)

    os.kill(children[0].pid, signal.SIGKILL)
    for child in children:
        if child.name == "server":
            os.kill(child.pid, signal.SIGTERM)
    mule = children[-1]
    os.kill(mule.pid, signal.SIGTERM)
    time.sleep(PAUSE)
    print(f"the mule is alive after SIGTERM: {mule.is_alive()}", flush=True)
    os.kill(mule.pid, signal.SIGKILL)

    for child, (ours, _) in zip(children, pipes):
        if child.is_alive():
            ours.send("the day is over")
    for child in children:
        child.join()
        print(f"{child.name} {child.pid}: exit code {child.exitcode}")
