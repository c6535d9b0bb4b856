"""A Unix daemon: its own session, no terminal, and a life after its starter's."""
import os
import signal
import subprocess
import time
from multiprocessing import Pipe, Process

PAUSE = 1 / float(os.environ.get("SPEED", "1"))


def launch(sender):
    nothing = subprocess.DEVNULL
    daemon = subprocess.Popen(
        ["sleep", "600"], start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing, cwd="/"
    )
    sender.send(daemon.pid)
    time.sleep(PAUSE)


def tell(pid, when):
    shown = subprocess.run(["ps", "-o", "pid,ppid,pgid,tty,stat", "-p", str(pid)], capture_output=True, text=True)
    print(when, shown.stdout, sep="\n", flush=True)


if __name__ == "__main__":
    receiver, sender = Pipe(duplex=False)
    starter = Process(target=launch, args=(sender,), name="starter")
    starter.start()
    pid = receiver.recv()
    tell(pid, f"starter {starter.pid} is alive:")
    starter.join()
    time.sleep(PAUSE)
    tell(pid, "the starter has ended:")
    os.kill(pid, signal.SIGTERM)
