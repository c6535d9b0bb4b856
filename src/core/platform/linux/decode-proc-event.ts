import { constants } from 'node:os'
import { realTimeName } from '../../../shared/model/real-time-signals.ts'
import type { ProcessHappening } from '../source.ts'

/** include/uapi/linux/cn_proc.h; after struct nlmsghdr (16 bytes) and struct cn_msg (20). */
const at = { acknowledgement: 28, what: 36, timestamp: 44, data: 52 }
const kinds = { acknowledged: 0x0, fork: 0x1, exec: 0x2, uid: 0x4, sid: 0x80, comm: 0x200, exit: 0x8000_0000 }

/** @returns what a message of the proc connector tells; undefined for threads and for what nobody here asks for */
export function decodeProcEvent(message: Buffer): ProcessHappening | undefined {
  if (message.length < at.data + 8) return undefined
  const what = message.readUInt32LE(at.what)
  const monotonicNs = message.readBigUInt64LE(at.timestamp)
  const word = (index: number): number => message.readInt32LE(at.data + index * 4)
  switch (what) {
    case kinds.fork:
      // The same process as its new thread: no process was made.
      if (word(2) !== word(3)) return undefined
      return { kind: 'fork', monotonicNs, pid: word(3), parent: word(1) }
    case kinds.exec:
      return { kind: 'exec', monotonicNs, pid: word(1) }
    case kinds.uid:
    case kinds.sid:
    case kinds.comm:
      // A thread may have a name of its own.
      if (word(0) !== word(1)) return undefined
      return { kind: 'altered', monotonicNs, pid: word(1) }
    case kinds.exit:
      if (word(0) !== word(1)) return undefined
      return { kind: 'exit', monotonicNs, pid: word(1), ...status(message.readUInt32LE(at.data + 8)) }
    default:
      return undefined
  }
}

/** @returns whether the message accepts the subscription that carried that number; undefined when it is something else */
export function acceptsSubscription(message: Buffer, nonce: number): boolean | undefined {
  if (message.length < at.data + 4 || message.readUInt32LE(at.what) !== kinds.acknowledged) return undefined
  if (message.readUInt32LE(at.acknowledgement) !== nonce + 1) return undefined
  return message.readUInt32LE(at.data) === 0
}

/** As wait(2) has it: the signal in the lower seven bits, the code above. */
function status(code: number): { readonly exitCode: number } | { readonly exitSignal: string } {
  const signal = code & 0x7f
  if (signal === 0) return { exitCode: (code >> 8) & 0xff }
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0]
  return { exitSignal: name ?? realTimeName(signal) ?? `signal ${signal}` }
}
