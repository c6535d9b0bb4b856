"""A subclass of Process that brings its own run()."""
import os
import time
from multiprocessing import Process

SECONDS = 1 / float(os.environ.get("SPEED", "1"))


class Greeter(Process):
    def __init__(self, name, seconds):
        super().__init__()
        self.name = name
        self.seconds = seconds

    def run(self):
        print(f"{self.name} is running in {os.getpid()}, child of {os.getppid()}", flush=True)
        time.sleep(self.seconds)
        print(f"{self.name} is done", flush=True)


class Forgetful(Process):
    def __init__(self, name):
        self.name = name


if __name__ == "__main__":
    child = Greeter("greeter", SECONDS)
    child.start()
    print(f"main {os.getpid()}: this is the last line of my code", flush=True)
    try:
        Forgetful("forgetful").start()
    except (AttributeError, AssertionError) as error:
        print(f"without super().__init__(): {type(error).__name__}: {error}", flush=True)
