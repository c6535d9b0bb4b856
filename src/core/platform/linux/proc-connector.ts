import { createRequire } from 'node:module'
import type { EventQueue, ProcessHappening } from '../source.ts'
import { acceptsSubscription, decodeProcEvent } from './decode-proc-event.ts'

type Koffi = typeof import('koffi')

const AF_NETLINK = 16
const SOCK_DGRAM = 2
const SOCK_NONBLOCK = 0o4000
const SOCK_CLOEXEC = 0o2000000
const NETLINK_CONNECTOR = 11
const SOL_SOCKET = 1
const SO_RCVBUF = 8
/** Beyond net.core.rmem_max, for whoever may (CAP_NET_ADMIN): a storm of forks overruns what that allows. */
const SO_RCVBUFFORCE = 33
const POLLIN = 1
const receiveBytes = 4 * 1024 * 1024
/** How often the socket is emptied; the kernel's own times are kept, whatever the delay. */
const drainEveryMs = 10
/** Enough for what can be waiting: the buffer holds no more messages. */
const mostAtOnce = 65_536

/**
 * The kernel's own news of fork, exec and exit (Documentation/driver-api/connector.rst): no process is too short-lived.
 * @returns undefined where the kernel refuses, or koffi is missing
 */
export function openProcConnector(): EventQueue | undefined {
  try {
    const koffi: Koffi = createRequire(import.meta.url)('koffi')
    const libc = koffi.load(null)
    const socket = libc.func('int socket(int domain, int type, int protocol)')
    const bind = libc.func('int bind(int fd, void *address, uint32_t length)')
    const send = libc.func('long send(int fd, void *bytes, size_t length, int flags)')
    const recv = libc.func('long recv(int fd, void *bytes, size_t length, int flags)')
    const poll = libc.func('int poll(void *fds, unsigned long count, int timeout)')
    // Node's own close warns, in a worker thread, of descriptors that Node did not open.
    const close = libc.func('int close(int fd)')
    const setsockopt = libc.func('int setsockopt(int fd, int level, int name, void *value, uint32_t length)')

    const fd: number = socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_CONNECTOR)
    if (fd < 0) return undefined
    const size = Buffer.alloc(4)
    size.writeInt32LE(receiveBytes)
    const grown = setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size, size.length) === 0
    if (!grown) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, size.length)

    const buffer = Buffer.alloc(4096)
    const { ENOBUFS } = koffi.os.errno
    /** @returns the next message, or that some were lost; undefined when there is none */
    const receive = (): Buffer | 'overrun' | undefined => {
      const length = Number(recv(fd, buffer, buffer.length, 0))
      if (length > 0) return buffer.subarray(0, length)
      return length < 0 && koffi.errno() === ENOBUFS ? 'overrun' : undefined
    }

    const nonce = Math.floor(Math.random() * 0x7fff_ffff)
    const subscribe = subscription(nonce)
    const asked = bind(fd, multicastAddress(), 12) === 0 && Number(send(fd, subscribe, subscribe.length, 0)) > 0
    if (!asked || !isAccepted(receive, nonce)) {
      close(fd)
      return undefined
    }

    const entry = Buffer.alloc(8)
    entry.writeInt32LE(fd, 0)
    entry.writeInt16LE(POLLIN, 4)
    return {
      wait: (timeoutMs) => poll(entry, 1, timeoutMs) > 0,
      take(most) {
        const happenings: ProcessHappening[] = []
        while (happenings.length < most) {
          const message = receive()
          if (message === undefined) break
          const happening = message === 'overrun' ? ({ kind: 'overrun' } as const) : decodeProcEvent(message)
          if (happening !== undefined) happenings.push(happening)
        }
        return happenings
      },
      close: () => void close(fd),
    }
  } catch {
    return undefined
  }
}

/**
 * @param listen is told each happening; `overrun`: some were lost, and only a full look helps
 * @returns stops; undefined where the kernel refuses, or koffi is missing
 */
export function watchProcEvents(listen: (happening: ProcessHappening) => void): (() => void) | undefined {
  const queue = openProcConnector()
  if (queue === undefined) return undefined
  const timer = setInterval(() => queue.take(mostAtOnce).forEach(listen), drainEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    queue.close()
  }
}

/**
 * The kernel answers before send(2) returns. In a pid namespace of its own a program gets no answer, and would hear of
 * processes by pids that mean others here.
 */
function isAccepted(receive: () => Buffer | 'overrun' | undefined, nonce: number): boolean {
  for (let message = receive(); message !== undefined; message = receive()) {
    const accepted = message === 'overrun' ? undefined : acceptsSubscription(message, nonce)
    if (accepted !== undefined) return accepted
  }
  return false
}

/** struct sockaddr_nl of group CN_IDX_PROC. */
function multicastAddress(): Buffer {
  const address = Buffer.alloc(12)
  address.writeUInt16LE(AF_NETLINK, 0)
  address.writeUInt32LE(1, 8)
  return address
}

/** struct nlmsghdr, struct cn_msg, PROC_CN_MCAST_LISTEN. */
function subscription(nonce: number): Buffer {
  const message = Buffer.alloc(40)
  message.writeUInt32LE(message.length, 0)
  message.writeUInt16LE(3, 4)
  message.writeUInt32LE(1, 16)
  message.writeUInt32LE(1, 20)
  message.writeUInt32LE(nonce, 28)
  message.writeUInt16LE(4, 32)
  message.writeUInt32LE(1, 36)
  return message
}
