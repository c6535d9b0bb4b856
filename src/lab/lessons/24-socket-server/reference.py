"""A server with a process for each client: whatever a client says comes back in capitals."""
import socket
from multiprocessing import Event, Process, Queue

CLIENTS = 3


def talk(connection):
    with connection:
        try:
            while data := connection.recv(1024):
                connection.sendall(data.upper())
        except OSError:
            print("a client has gone without a word", flush=True)


def serve(ports, stop):
    children = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        ports.put(listener.getsockname()[1])
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.setblocking(True)
            child = Process(target=talk, args=(connection,), name=f"talk-{len(children) + 1}")
            child.start()
            connection.close()
            children.append(child)
    for child in children:
        child.join()
    print(f"server: {len(children)} children, exit codes {[child.exitcode for child in children]}", flush=True)


def ask(name, port, answered, leave):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for text in (f"hello, I am {name}", "are you still there?"):
            connection.sendall(text.encode())
            print(f"{name}: {text} -> {connection.recv(1024).decode()}", flush=True)
            answered.put(name)
            leave.wait()
        connection.shutdown(socket.SHUT_WR)
        print(f"{name}: the end of the connection is {connection.recv(1024)!r}", flush=True)


if __name__ == "__main__":
    ports, answered, leave, stop = Queue(), Queue(), Event(), Event()
    server = Process(target=serve, args=(ports, stop), name="server")
    server.start()
    port = ports.get()
    clients = [Process(target=ask, args=(f"client-{n}", port, answered, leave)) for n in range(1, CLIENTS + 1)]
    for client in clients:
        client.start()
    for _ in clients:
        answered.get()
    leave.set()
    for client in clients:
        client.join()
    stop.set()
    server.join()
