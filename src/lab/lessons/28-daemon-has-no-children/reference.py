"""A daemon may not start a child: AssertionError in the daemon, and the main process goes on."""
import os
import time
from multiprocessing import Process

PAUSE = 1 / float(os.environ.get("SPEED", "1"))


def serve():
    print(f"servant {os.getpid()}: at work", flush=True)
    time.sleep(PAUSE)
    helper = Process(target=time.sleep, args=(PAUSE,), name="helper")
    helper.start()


if __name__ == "__main__":
    servant = Process(target=serve, name="servant", daemon=True)
    servant.start()
    servant.join()
    print(f"main: the servant ended with exit code {servant.exitcode}; I go on")
