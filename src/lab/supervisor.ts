import { spawn, type ChildProcess } from 'node:child_process'
import type { ProcessIdentity } from '../shared/contract/process.ts'
import type { CodePlace, TraceEvent } from '../shared/contract/trace.ts'
import { probeLabel, signalLabel } from '../shared/model/lesson.ts'
import { CodePlaces } from './code-places.ts'
import { LineBuffer } from './engine/line-buffer.ts'
import { removeFolder } from './engine/remove-folder.ts'
import { signalIdentity, startKeyOf } from './engine/run-identity.ts'
import { orderVariable, type SupervisorOrder, type SupervisorRequest } from './engine/supervisor-messages.ts'
import { sweep } from './engine/sweep.ts'
import { lastWords } from './last-words.ts'
import { mainCommand } from './main-command.ts'
import { Broker } from './multiprocessing/broker/broker.ts'
import { serveBroker } from './multiprocessing/broker/serve-broker.ts'
import type { CallSite, Notice } from './multiprocessing/protocol.ts'
import { serviceSocket } from './multiprocessing/run-environment.ts'
import { serveCompiler } from './program-compiler.ts'
import { tellEngine, traceEvent } from './tell-engine.ts'

// One per run: broker of its locks and queues, keeper of its clock and trace, and its undertaker: nothing of the run
// outlives it, nor the backend that asked for it.
delete process.env['ELECTRON_RUN_AS_NODE']
const order: SupervisorOrder = JSON.parse(process.env[orderVariable] ?? '{}')
const { folder } = order
const startedAt = performance.now()
const now = (): number => Math.round((performance.now() - startedAt) * 1000)
const known = new Map<number, ProcessIdentity>()
const lines = new Map<string, LineBuffer>()
const places = new CodePlaces()
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
  t = now(),
): void => {
  const startKey = startKeyOf(pid)
  if (startKey === undefined) return
  known.set(pid, { pid, startKey })
  traceEvent({ kind: 'process-started', t, pid, ppid, name, ...rest, startKey })
}

const output = (pid: number, stream: 'stdout' | 'stderr', text: string, code: { code?: CodePlace } = {}): void => {
  const key = `${pid} ${stream}`
  const buffer = lines.get(key) ?? new LineBuffer()
  lines.set(key, buffer)
  for (const line of buffer.push(text)) traceEvent({ kind: 'output', t: now(), pid, stream, text: line, ...code })
}

/** What a process wrote without an end of line, when nothing more comes. */
const flushOutput = (pid: number): void => {
  for (const stream of ['stdout', 'stderr'] as const) {
    for (const line of lines.get(`${pid} ${stream}`)?.flush() ?? []) {
      traceEvent({ kind: 'output', t: now(), pid, stream, text: line })
    }
    lines.delete(`${pid} ${stream}`)
  }
}

const notice = (pid: number, message: Notice): void => {
  switch (message.op) {
    case 'started':
      record(message.child, pid, message.name, { role: 'child', daemon: message.daemon, ...from(message) })
      break
    case 'exited': {
      const { child, exitCode, exitSignal } = message
      const status = exitSignal === undefined ? { exitCode } : { exitSignal }
      void server.left(child).then(() => {
        flushOutput(child)
        traceEvent({ kind: 'process-exited', t: now(), pid: child, ...status })
      })
      break
    }
    case 'output':
      output(pid, message.stream, message.text, from(message))
      break
    case 'mark':
      traceEvent({ kind: 'mark', t: now(), pid, label: message.label, ...jsonValue(message.value), ...from(message) })
      break
    case 'signal': {
      const { child, signal } = message
      traceEvent({ kind: 'mark', t: now(), pid: child, label: signalLabel, value: signal, ...from(message) })
      break
    }
    case 'joining':
      traceEvent({ kind: 'mark', t: now(), pid, label: 'joining', value: message.child, ...from(message) })
      break
    case 'joined':
      traceEvent({ kind: 'mark', t: now(), pid, label: 'join-ended', value: message.child, ...from(message) })
      break
    default:
      break
  }
}

const broker = new Broker({
  trace: (event) => traceEvent({ ...event, t: now() }),
  notice,
  placeOf: (site) => places.placeOf(site),
})
const server = await serveBroker(serviceSocket(folder, 'broker'), broker)
const compilerSocket = order.program.kind === 'module' ? serviceSocket(folder, 'compiler') : undefined
if (compilerSocket !== undefined) await serveCompiler(compilerSocket, (file, code) => places.learn(file, code))

const end = (reason: 'done' | 'by-request' | 'time-limit'): Promise<void> =>
  (ending ??= (async () => {
    const leftBehind = await sweep(order.run, known)
    server.close()
    removeFolder(folder)
    await tellEngine({ kind: 'ended', leftBehind, reason })
    process.exit()
  })())

function start(): void {
  const supervisor = { pid: process.pid, startKey: startKeyOf(process.pid) ?? '' }
  void tellEngine({ kind: 'clock', epochUs: Math.round((performance.timeOrigin + startedAt) * 1000), supervisor })
  const { run, lesson, parameters } = order
  traceEvent({ kind: 'run-started', t: now(), pid: process.pid, run, lesson, parameters })
  const { command, args, env } = mainCommand(order, compilerSocket)
  const at = now()
  watchMain(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env }), at)
}

function watchMain(main: ChildProcess, startedAtUs: number): void {
  const pid = main.pid ?? 0
  main.once('spawn', () => record(pid, process.pid, 'MainProcess', { role: 'main', daemon: false }, startedAtUs))
  main.once('error', (cause) => {
    void tellEngine({ kind: 'not-started', message: cause.message })
    void end('done')
  })
  // What is not written through the runtime: by other programs, and by a crash of Node itself.
  for (const stream of ['stdout', 'stderr'] as const) {
    // Without descriptors left to start anything (EMFILE, ENFILE) Node makes no pipes; `error` follows.
    main[stream]?.setEncoding('utf8').on('data', (text: string) => output(pid, stream, text))
  }
  main.once('exit', async (exitCode, exitSignal) => {
    // Its last words may still be on their way; they come before its end in the trace.
    const pipes = [main.stdout, main.stderr].flatMap((pipe) => pipe ?? [])
    await lastWords(pipes, server.left(pid))
    flushOutput(pid)
    const status = exitSignal === null ? { exitCode: exitCode ?? 0 } : { exitSignal }
    traceEvent({ kind: 'process-exited', t: now(), pid, ...status })
    void tellEngine({ kind: 'main-ended' })
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
    case 'hear-out':
      void tellEngine({ kind: 'heard-out' })
      break
    case 'done':
      void end('done')
      break
    case 'end':
      void end('by-request')
      break
    case 'probe':
      if (signalIdentity(request.target, request.signal)) {
        traceEvent({ kind: 'mark', t: now(), pid: request.target.pid, label: probeLabel, value: request.signal })
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
