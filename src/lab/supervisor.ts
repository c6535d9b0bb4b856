import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { ProcessIdentity } from '../shared/contract/process.ts'
import type { CodePlace, TraceEvent } from '../shared/contract/trace.ts'
import { probeLabel, signalLabel } from '../shared/model/lesson.ts'
import { CodePlaces } from './code-places.ts'
import { LineBuffer } from './engine/line-buffer.ts'
import { removeFolder } from './engine/remove-folder.ts'
import { signalIdentity, startKeyOf } from './engine/run-identity.ts'
import { folderVariable, type SupervisorOrder, type SupervisorRequest } from './engine/supervisor-messages.ts'
import { sweep } from './engine/sweep.ts'
import { lastWords } from './last-words.ts'
import { mainCommand } from './main-command.ts'
import { Broker } from './multiprocessing/broker/broker.ts'
import { serveBroker } from './multiprocessing/broker/serve-broker.ts'
import type { CallSite, Notice } from './multiprocessing/protocol.ts'
import { serviceSocket } from './multiprocessing/run-environment.ts'
import { serveCompiler } from './program-compiler.ts'
import { hearNoFaster, readNoFaster } from './read-no-faster.ts'
import { RunClock } from './run-clock.ts'
import { caughtUp, holdBack, tellEngine, traceEvent } from './tell-engine.ts'

// One per run: broker of its locks and queues, keeper of its clock and trace, and its undertaker: nothing of the run
// outlives it, nor the backend that asked for it.
delete process.env['ELECTRON_RUN_AS_NODE']
// Also where the order never comes, because the backend was killed while this program was being loaded.
const ownFolder = process.env[folderVariable]
delete process.env[folderVariable]
if (ownFolder !== undefined) process.once('exit', () => removeFolder(ownFolder))
const order = await new Promise<SupervisorOrder>((resolve) => {
  const leave = (): void => process.exit()
  // Of a backend that was killed before it said what to run.
  process.once('disconnect', leave)
  process.once('message', (request: SupervisorRequest) => {
    process.off('disconnect', leave)
    if (request.kind === 'order') resolve(request.order)
  })
})
const { folder } = order
const clock = new RunClock()
const known = new Map<number, ProcessIdentity>()
const lines = new Map<string, LineBuffer>()
const places = new CodePlaces()
/** Of processes that were ended: what they wrote before is still told. */
const lastWordsMs = 1000
/** Resolves when the end of the main process was told. */
let mainTold = Promise.resolve()
let ending: Promise<void> | undefined

/** The line of the program that told it, where that is known. */
const from = ({ site }: { readonly site?: CallSite }): { readonly code?: CodePlace } => {
  const code = site && places.placeOf(site)
  return code === undefined ? {} : { code }
}

const record = (
  pid: number,
  ppid: number,
  name: string,
  rest: { readonly role: 'main' | 'child'; readonly daemon: boolean; readonly code?: CodePlace },
  t: number,
): void => {
  const startKey = startKeyOf(pid)
  if (startKey === undefined) return
  known.set(pid, { pid, startKey })
  traceEvent({ kind: 'process-started', t, pid, ppid, name, ...rest, startKey })
}

const output = (
  pid: number,
  stream: 'stdout' | 'stderr',
  text: string,
  t = clock.now(),
  code: { code?: CodePlace } = {},
): void => {
  const key = `${pid} ${stream}`
  const buffer = lines.get(key) ?? new LineBuffer()
  lines.set(key, buffer)
  for (const line of buffer.push(text)) traceEvent({ kind: 'output', t, pid, stream, text: line, ...code })
}

/** What a process wrote without an end of line, when nothing more comes. */
const flushOutput = (pid: number): void => {
  for (const stream of ['stdout', 'stderr'] as const) {
    for (const line of lines.get(`${pid} ${stream}`)?.flush() ?? []) {
      traceEvent({ kind: 'output', t: clock.now(), pid, stream, text: line })
    }
    lines.delete(`${pid} ${stream}`)
  }
}

const mark = (pid: number, label: string, value: unknown, t: number, code: { code?: CodePlace } = {}): void =>
  traceEvent({ kind: 'mark', t, pid, label, ...jsonValue(value), ...code })

const notice = (pid: number, message: Notice): void => {
  switch (message.op) {
    case 'started':
      record(
        message.child,
        pid,
        message.name,
        { role: 'child', daemon: message.daemon, ...from(message) },
        clock.told(pid, message),
      )
      break
    case 'exited': {
      const { child, exitCode, exitSignal } = message
      const status = exitSignal === undefined ? { exitCode } : { exitSignal }
      void server.left(child).then(() => {
        flushOutput(child)
        traceEvent({ kind: 'process-exited', t: clock.now(), pid: child, ...status })
      })
      break
    }
    case 'output':
      output(pid, message.stream, message.text, clock.told(pid, message), from(message))
      break
    case 'mark': {
      const { label, value } = message
      mark(pid, label, value, clock.told(pid, message), from(message))
      break
    }
    case 'signal':
      mark(message.child, signalLabel, message.signal, clock.told(pid, message), from(message))
      break
    case 'joining':
      mark(pid, 'joining', message.child, clock.told(pid, message), from(message))
      break
    case 'joined':
      mark(pid, 'join-ended', message.child, clock.told(pid, message), from(message))
      break
    default:
      break
  }
}

const broker = new Broker({
  trace: (event) => traceEvent({ ...event, t: clock.happens(event.pid) }),
  notice,
  placeOf: (site) => places.placeOf(site),
})
const server = await serveBroker(serviceSocket(folder, 'broker'), broker, undefined, hearNoFaster)
const compilerSocket = order.program.kind === 'module' ? serviceSocket(folder, 'compiler') : undefined
if (compilerSocket !== undefined) await serveCompiler(compilerSocket, (file, code) => places.learn(file, code))

const end = (reason: 'done' | 'by-request' | 'time-limit'): Promise<void> =>
  (ending ??= (async () => {
    void tellEngine({ kind: 'ending', t: clock.now() })
    const leftBehind = await sweep(order.run, known)
    const told = Promise.all([mainTold, ...[...known.keys()].map((pid) => server.left(pid))])
    await Promise.race([told, delay(lastWordsMs)])
    server.close()
    removeFolder(folder)
    await tellEngine({ kind: 'ended', leftBehind, reason })
    process.exit()
  })())

function start(): void {
  const supervisor = { pid: process.pid, startKey: startKeyOf(process.pid) ?? '' }
  void tellEngine({ kind: 'clock', epochUs: clock.epochUs, supervisor })
  const { command, args, env } = mainCommand(order, compilerSocket)
  const at = clock.now()
  try {
    watchMain(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env }), at)
  } catch (cause) {
    // A command line that is too long (E2BIG) is thrown, what else there may be is told later.
    notStarted(cause)
  }
}

function notStarted(cause: unknown): void {
  void tellEngine({ kind: 'not-started', message: cause instanceof Error ? cause.message : String(cause) })
  void end('done')
}

function watchMain(main: ChildProcess, startedAtUs: number): void {
  const pid = main.pid ?? 0
  main.once('spawn', () => record(pid, process.pid, 'MainProcess', { role: 'main', daemon: false }, startedAtUs))
  main.once('error', notStarted)
  // What is not written through the runtime: by other programs, and by a crash of Node itself.
  for (const stream of ['stdout', 'stderr'] as const) {
    // Without descriptors left to start anything (EMFILE, ENFILE) Node makes no pipes; `error` follows.
    const pipe = main[stream]?.setEncoding('utf8')
    if (pipe) readNoFaster(pipe, (text) => output(pid, stream, text))
  }
  mainTold = new Promise((resolve) => {
    main.once('error', () => resolve())
    main.once('exit', async (exitCode, exitSignal) => {
      // Its last words may still be on their way; they come before its end in the trace.
      const pipes = [main.stdout, main.stderr].flatMap((pipe) => pipe ?? [])
      await lastWords(pipes, server.left(pid), caughtUp)
      flushOutput(pid)
      const status = exitSignal === null ? { exitCode: exitCode ?? 0 } : { exitSignal }
      traceEvent({ kind: 'process-exited', t: clock.now(), pid, ...status })
      void tellEngine({ kind: 'main-ended' })
      resolve()
    })
  })
}

function jsonValue(value: unknown): Pick<Extract<TraceEvent, { kind: 'mark' }>, 'value'> {
  return value === undefined ? {} : { value: JSON.parse(JSON.stringify(value)) }
}

const timer = setTimeout(() => void end('time-limit'), order.timeLimitMs)
timer.unref()

process.on('message', (request: SupervisorRequest) => {
  switch (request.kind) {
    case 'known':
      known.set(request.identity.pid, request.identity)
      break
    case 'order':
      break
    case 'hold':
    case 'go-on':
      holdBack(request.kind === 'hold')
      break
    case 'hear-out':
      // What processes wrote before may be due in the same poll of the loop as this request: another one comes first.
      void caughtUp().then(() => setImmediate(() => setImmediate(() => void tellEngine({ kind: 'heard-out' }))))
      break
    case 'done':
      void end('done')
      break
    case 'end':
      void end('by-request')
      break
    case 'probe':
      if (signalIdentity(request.target, request.signal)) {
        mark(request.target.pid, probeLabel, request.signal, clock.now())
      }
      break
  }
})
process.on('disconnect', () => void end('by-request'))
// Ended by a person, it still takes its run with it.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end('by-request'))
// Ctrl-C in a terminal reaches the whole foreground group: the backend decides what ends.
process.on('SIGINT', () => {})
// The backend may have gone while this program was being loaded.
if (process.connected) start()
else void end('by-request')
