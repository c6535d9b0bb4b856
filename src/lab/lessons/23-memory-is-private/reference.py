"""A child sets n to 0; in the parent n is still 100."""
from multiprocessing import Process

n = 100


def work():
    global n
    print(f"child: n was {n}", flush=True)
    n = 0
    print(f"child: n is {n}", flush=True)


if __name__ == "__main__":
    child = Process(target=work)
    child.start()
    child.join()
    print(f"parent: n is {n}")
