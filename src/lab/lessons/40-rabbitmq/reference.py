"""Producers and consumers over RabbitMQ (pip install pika); acknowledged messages, a durable queue, one killed consumer."""
import os
import signal
import time
from multiprocessing import Process

try:
    import pika
except ImportError:
    raise SystemExit("This program needs the AMQP client of Python: pip install pika")

UNIT = 1 / float(os.environ.get("SPEED", "1"))
URL = os.environ.get("FORKSCOPE_AMQP_URL", "amqp://localhost:5672")
BUNS, EATEN = f"reference-{os.getpid()}-buns", f"reference-{os.getpid()}-eaten"
PERSISTENT = pika.BasicProperties(delivery_mode=2)


def open_channel():
    channel = pika.BlockingConnection(pika.URLParameters(URL)).channel()
    channel.basic_qos(prefetch_count=1)
    return channel


def producer(buns, name, items):
    channel = open_channel()
    channel.confirm_delivery()
    for number in range(1, items + 1):
        time.sleep(UNIT / 2)
        channel.basic_publish("", buns, f"{name}: bun {number}".encode(), PERSISTENT)
        print(f"made {name}: bun {number}", flush=True)


def consumer(buns, eaten, dies):
    channel = open_channel()
    for method, _, body in channel.consume(buns):
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(UNIT)
        channel.basic_publish("", eaten, body, PERSISTENT)
        channel.basic_ack(method.delivery_tag)
        print(f"ate {body.decode()}{' (delivered again)' if method.redelivered else ''}", flush=True)


if __name__ == "__main__":
    try:
        channel = open_channel()
    except pika.exceptions.AMQPConnectionError:
        raise SystemExit(f"There is no RabbitMQ at {URL}: apt-get install rabbitmq-server && rabbitmq-server -detached")
    for queue in (BUNS, EATEN):
        channel.queue_declare(queue, durable=True)
    eating = [Process(target=consumer, args=(BUNS, EATEN, dies), daemon=True) for dies in (True, False)]
    making = [Process(target=producer, args=(BUNS, f"producer-{n}", 6)) for n in (1, 2, 3)]
    for process in eating + making:
        process.start()
    done = set()
    for method, _, body in channel.consume(EATEN):
        done.add(body)
        channel.basic_ack(method.delivery_tag)
        if len(done) == 18:
            break
    print(f"main: {len(done)} of 18 are eaten")
    channel.cancel()
    for queue in (BUNS, EATEN):
        channel.queue_delete(queue)
