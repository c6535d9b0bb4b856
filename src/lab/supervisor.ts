import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { ProcessIdentity } from '../shared/contract/process.ts'
import type { TraceEvent } from '../shared/contract/trace.ts'
import { probeLabel } from '../shared/model/lesson.ts'
import { signalIdentity, startKeyOf } from './engine/run-identity.ts'
import {
  orderVariable,
  type SupervisorMessage,
  type SupervisorOrder,
  type SupervisorRequest,
} from './engine/supervisor-messages.ts'
import { sweep } from './engine/sweep.ts'
import { environment, type RunMessage } from './multiprocessing/run-link.ts'
import { listenForRun } from './run-server.ts'

// One per run: starts the lesson's main process, keeps the clock and the trace, and is the undertaker: nothing of the
// run outlives it, nor the backend that asked for it.
delete process.env['ELECTRON_RUN_AS_NODE']
const order: SupervisorOrder = JSON.parse(process.env[orderVariable] ?? '{}')
const { folder } = order
const socketPath = process.platform === 'win32' ? `\\\\.\\pipe\\forkscope-${order.run}` : join(folder, 'run.sock')
const startedAt = performance.now()
const now = (): number => Math.round((performance.now() - startedAt) * 1000)
const known = new Map<number, ProcessIdentity>()
const lastWordsMs = 1000
let ending: Promise<void> | undefined

const send = (message: SupervisorMessage): void => {
  // A backend that has gone is noticed by `disconnect`; there is nobody to tell.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}
const trace = (event: TraceEvent): void => send({ kind: 'event', event })

const record = (pid: number, ppid: number, name: string, role: 'main' | 'child', daemon: boolean): void => {
  const startKey = startKeyOf(pid)
  if (startKey === undefined) return
  known.set(pid, { pid, startKey })
  trace({ kind: 'process-started', t: now(), pid, ppid, name, daemon, role, startKey })
}

const receive = (message: RunMessage): void => {
  const t = now()
  const { pid } = message
  switch (message.kind) {
    case 'hello':
      break
    case 'started':
      record(message.child, pid, message.name, 'child', message.daemon)
      break
    case 'exited': {
      const { child, exitCode, exitSignal } = message
      trace({ kind: 'process-exited', t, pid: child, ...(exitSignal === undefined ? { exitCode } : { exitSignal }) })
      break
    }
    case 'output':
      trace({ kind: 'output', t, pid, stream: message.stream, text: message.text })
      break
    case 'mark':
      trace({
        kind: 'mark',
        t,
        pid,
        label: message.label,
        ...(message.value !== undefined && { value: message.value }),
      })
      break
  }
}

const end = (reason: 'done' | 'by-request' | 'time-limit'): Promise<void> =>
  (ending ??= (async () => {
    const leftBehind = await sweep(order.run, known.values())
    server.close()
    rmSync(folder, { recursive: true, force: true })
    if (process.connected) {
      await new Promise((resolve) => process.send?.({ kind: 'ended', leftBehind, reason }, resolve))
    }
    process.exit()
  })())

const server = listenForRun(socketPath, receive, () => {
  // Asked to end before it began: nothing may be started any more.
  if (ending !== undefined) return
  const supervisor = { pid: process.pid, startKey: startKeyOf(process.pid) ?? '' }
  send({ kind: 'clock', epochUs: Math.round((performance.timeOrigin + startedAt) * 1000), supervisor })
  const { run, lesson, parameters } = order
  trace({ kind: 'run-started', t: now(), pid: process.pid, run, lesson, parameters })
  startMain()
})

function startMain(): void {
  const marks = [`--forkscope-run=${order.run}`, `--forkscope-lesson=${order.lesson}`]
  const { [orderVariable]: _, ...inherited } = process.env
  const main = spawn(
    process.execPath,
    [order.child, ...marks, '--forkscope-role=main', '--forkscope-name=MainProcess'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }),
        [environment.run]: order.run,
        [environment.lesson]: order.lesson,
        [environment.folder]: folder,
        [environment.socket]: socketPath,
        [environment.child]: order.child,
        [environment.programs]: order.programs,
        [environment.parameters]: JSON.stringify(order.parameters),
      },
    },
  )
  const pid = main.pid ?? 0
  main.once('spawn', () => record(pid, process.pid, 'MainProcess', 'main', false))
  // What the run's own output does not carry: a crash of Node itself.
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: main[stream] }).on('line', (text) =>
      trace({ kind: 'output', t: now(), pid, stream, text }),
    )
  }
  main.once('exit', async (exitCode, exitSignal) => {
    // Its last words may still be on their way; they come before its end in the trace.
    await Promise.race([server.left(pid), delay(lastWordsMs)])
    const status = exitSignal === null ? { exitCode: exitCode ?? 0 } : { exitSignal }
    trace({ kind: 'process-exited', t: now(), pid, ...status })
    send({ kind: 'main-ended' })
  })
}

const timer = setTimeout(() => void end('time-limit'), order.timeLimitMs)
timer.unref()

process.on('message', (request: SupervisorRequest) => {
  switch (request.kind) {
    case 'done':
      void end('done')
      break
    case 'end':
      void end('by-request')
      break
    case 'probe':
      if (signalIdentity(request.target, request.signal)) {
        trace({ kind: 'mark', t: now(), pid: request.target.pid, label: probeLabel, value: request.signal })
      }
      break
  }
})
process.on('disconnect', () => void end('by-request'))
// The backend may have gone while this program was being loaded.
if (!process.connected) void end('by-request')
// Ended by a person, it still takes its run with it.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end('by-request'))
// Ctrl-C in a terminal reaches the whole foreground group: the backend decides what ends.
process.on('SIGINT', () => {})
