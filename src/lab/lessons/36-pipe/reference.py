"""A pipe has two ends: messages keep their boundaries, and closing one end is told to the other."""
from multiprocessing import Pipe, get_context

MESSAGES = ["short", "", "x" * 50_000, "last"]


def echo(connection, farewell):
    while True:
        try:
            connection.send(connection.recv().upper())
        except EOFError:
            print("echo: EOFError, nobody can send me anything any more", flush=True)
            farewell.send("goodbye")
            return


if __name__ == "__main__":
    mine, theirs = Pipe()
    answers, farewell = Pipe()
    # Under fork the child inherits our ends as well, and then no end of file ever comes: spawn hands over only these.
    child = get_context("spawn").Process(target=echo, args=(theirs, farewell))
    child.start()
    theirs.close()
    farewell.close()
    for message in MESSAGES:
        mine.send(message)
        answer = mine.recv()
        print(f"main: sent {len(message)} characters, got {len(answer)} back, equal: {answer == message.upper()}")
    mine.close()
    child.join()
    print("main: the child said", answers.recv())
    try:
        answers.recv()
    except EOFError:
        print("main: EOFError, the other end is closed")
    try:
        answers.send("are you there?")
    except BrokenPipeError as error:
        print("main:", type(error).__name__)
