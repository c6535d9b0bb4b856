import { closeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { decodeProcEvent } from './decode-proc-event.ts'
import type { ProcessHappening } from '../source.ts'

type Koffi = typeof import('koffi')

const AF_NETLINK = 16
const SOCK_DGRAM = 2
const SOCK_NONBLOCK = 0o4000
const SOCK_CLOEXEC = 0o2000000
const NETLINK_CONNECTOR = 11
const SOL_SOCKET = 1
const SO_RCVBUF = 8
const receiveBytes = 4 * 1024 * 1024
/** How often the socket is emptied; the kernel's own times are kept, whatever the delay. */
const drainEveryMs = 10

/**
 * The kernel's own news of fork, exec and exit (Documentation/driver-api/connector.rst): no process is too short-lived.
 * @param listen is told each happening; `overrun`: some were lost, and only a full look helps
 * @returns stops; undefined where the kernel refuses, or koffi is missing
 */
export function watchProcEvents(listen: (happening: ProcessHappening) => void): (() => void) | undefined {
  try {
    const koffi: Koffi = createRequire(import.meta.url)('koffi')
    const libc = koffi.load(null)
    const socket = libc.func('int socket(int domain, int type, int protocol)')
    const bind = libc.func('int bind(int fd, void *address, uint32_t length)')
    const send = libc.func('long send(int fd, void *bytes, size_t length, int flags)')
    const recv = libc.func('long recv(int fd, void *bytes, size_t length, int flags)')
    const setsockopt = libc.func('int setsockopt(int fd, int level, int name, void *value, uint32_t length)')

    const fd: number = socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_CONNECTOR)
    if (fd < 0) return undefined
    const size = Buffer.alloc(4)
    size.writeInt32LE(receiveBytes)
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, size.length)
    const subscribe = subscription()
    if (bind(fd, multicastAddress(), 12) !== 0 || Number(send(fd, subscribe, subscribe.length, 0)) < 0) {
      closeSync(fd)
      return undefined
    }

    const buffer = Buffer.alloc(4096)
    const { ENOBUFS } = koffi.os.errno
    const drain = (): void => {
      for (;;) {
        const length = Number(recv(fd, buffer, buffer.length, 0))
        if (length <= 0) {
          if (length < 0 && koffi.errno() === ENOBUFS) {
            listen({ kind: 'overrun' })
            continue
          }
          return
        }
        const happening = decodeProcEvent(buffer.subarray(0, length))
        if (happening !== undefined) listen(happening)
      }
    }
    const timer = setInterval(drain, drainEveryMs)
    timer.unref()
    return () => {
      clearInterval(timer)
      closeSync(fd)
    }
  } catch {
    return undefined
  }
}

/** struct sockaddr_nl of group CN_IDX_PROC. */
function multicastAddress(): Buffer {
  const address = Buffer.alloc(12)
  address.writeUInt16LE(AF_NETLINK, 0)
  address.writeUInt32LE(1, 8)
  return address
}

/** struct nlmsghdr, struct cn_msg, PROC_CN_MCAST_LISTEN. */
function subscription(): Buffer {
  const message = Buffer.alloc(40)
  message.writeUInt32LE(message.length, 0)
  message.writeUInt16LE(3, 4)
  message.writeUInt32LE(1, 16)
  message.writeUInt32LE(1, 20)
  message.writeUInt16LE(4, 32)
  message.writeUInt32LE(1, 36)
  return message
}
