"""Three generations tell who they are and who their parent is."""
import os
import time
from multiprocessing import Event, Process, parent_process

SECONDS = 0.5 / float(os.environ.get("SPEED", "1"))


def tell(name):
    parent = parent_process()
    remembered = "nobody" if parent is None else parent.pid
    print(f"{name}: I am {os.getpid()}, my parent is {os.getppid()}; the library says {remembered}", flush=True)


def grandchild(ready, again, done):
    tell("grandchild")
    ready.set()
    again.wait()
    tell("grandchild")
    done.set()


def child(ready, again, done):
    tell("child")
    Process(target=grandchild, args=(ready, again, done)).start()
    time.sleep(60)


if __name__ == "__main__":
    ready, again, done = Event(), Event(), Event()
    tell("main")
    middle = Process(target=child, args=(ready, again, done))
    middle.start()
    ready.wait()
    time.sleep(SECONDS)
    middle.kill()
    middle.join()
    again.set()
    done.wait()
