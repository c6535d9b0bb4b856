import { describe, expect, it } from 'vitest'
import { Broker } from '../../../src/lab/multiprocessing/broker/broker.ts'
import { conforms } from './conforms.ts'
import { runProgram } from './run-program.ts'
import { connect } from './say-to-broker.ts'

conforms('pipes', {
  'Pipe: duplex': [true, true, true, true, false],
  'Pipe: both ways': [{ a: [1] }, 'other way'],
  'Pipe: undefined is a message': 'undefined',
  'Pipe: across processes': ['hello', 'back'],
  'Pipe: unserialisable': 'TypeError',
  'Pipe: one way': [true, false, false, true],
  'Pipe: send on the reader': 'OSError: connection is read-only',
  'Pipe: sendBytes on the reader': 'OSError: connection is read-only',
  'Pipe: recv on the writer': 'OSError: connection is write-only',
  'Pipe: poll on the writer': 'OSError: connection is write-only',
  'Pipe: message boundaries': [1, 2],
  'Pipe: poll of nothing': false,
  'Pipe: poll(0.05) of nothing': false,
  'Pipe: poll(-1) of nothing': false,
  'Pipe: poll(undefined) waits': true,
  'Pipe: poll of something takes nothing': [true, 'late'],
  'Pipe: bytes': ['whole', 'set', 'si'],
  'Pipe: an empty message': 0,
  'Pipe: longer than maxLength': 'OSError',
  'Pipe: closed': true,
  'Pipe: close again': 'nothing',
  'Pipe: send when closed': 'OSError: handle is closed',
  'Pipe: what was sent can still be read': 'last',
  'Pipe: EOF': 'EOFError',
  'Pipe: EOF makes it ready': true,
  'Pipe: recv when closed': 'OSError: handle is closed',
  'Pipe: close ends what waits to receive': 'OSError: handle is closed',
  'Pipe: nobody reads': 'BrokenPipeError',
  'Pipe: open while a child holds it': false,
  'Pipe: EOF when the child closed it': 'EOFError',
  'Pipe: EOF when the child was killed': 'EOFError',
  'Pipe: a sender that is killed has not sent': ['before', 'EOFError'],
  'wait: nothing is ready': [],
  'wait: timeout passes': [],
  'wait: negative timeout polls': [],
  'wait: a connection': [0],
  'wait: a sentinel': [2],
  'wait: for a daemon, with nothing else to do': [1, 0],
  'wait: an end that was not heard of is there when isAlive says so': true,
  'wait: all that are ready': '0,2',
  'wait: EOF is ready': [0],
  'wait: of nothing': [],
})

it('a wait that was given up keeps no program alive, and no memory', async () => {
  const { told, code, stderr } = await runProgram('given-up')
  expect({ code, told, stderr }).toEqual({
    code: 0,
    stderr: '',
    told: { 'one was ready': 1, 'in time there was none': 0, 'what each wait leaves': 0 },
  })
})

describe('who waits behind a message that fills the pipe', () => {
  /** Three senders: the first one's message fills the pipe, those of the others fit behind it. */
  function waitingSenders() {
    const broker = new Broker({ trace: () => {}, notice: () => {} })
    const [reader, big, one, other] = [1, 2, 3, 4].map((pid) => connect(broker, pid))
    if (!reader || !big || !one || !other) throw new Error('Four were connected.')
    reader.say({ op: 'open', spec: { kind: 'pipe', id: 'Pipe-1', side: 0, duplex: false } })
    for (const sender of [big, one, other]) {
      sender.say({ op: 'open', spec: { kind: 'pipe', id: 'Pipe-1', side: 1, duplex: false } })
      const bytes = sender === big ? 100_000 : 10
      sender.say({ op: 'pipe-send', id: 1, on: 'Pipe-1#1' }, Buffer.alloc(bytes))
      expect(sender.heard).toEqual([])
    }
    return { reader, big, one, other }
  }
  const sent = [{ kind: 'answer', id: 1 }]

  it('goes on when that was received', () => {
    const { reader, big, one, other } = waitingSenders()
    reader.say({ op: 'pipe-receive', id: 1, on: 'Pipe-1#0' })
    expect([big, one, other].map(({ heard }) => heard)).toEqual([sent, sent, sent])
  })

  it('goes on when its sender was killed', () => {
    const { big, one, other } = waitingSenders()
    big.end()
    expect([one, other].map(({ heard }) => heard)).toEqual([sent, sent])
  })
})
