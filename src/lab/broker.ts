import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { Broker } from './multiprocessing/broker/broker.ts'
import { serveBroker } from './multiprocessing/broker/serve-broker.ts'
import { environment, serviceSocket } from './multiprocessing/run-environment.ts'

// The broker of a program that was started by itself: a process of its own, so that it outlives a killed main process,
// as the kernel's semaphores do. It ends with the last process that knows it.
const folder = process.env[environment.folder] ?? ''
// Not one that is there: it could be somebody else's.
mkdirSync(folder, { mode: 0o700 })
const traceFile = process.env[environment.trace]
const startedAt = performance.now()
/** A child that was started just before its parent was killed connects after this long at the latest. */
const lastLeftMs = 2000

let farewell = false

const broker = new Broker({
  trace: (event) => {
    if (traceFile === undefined) return
    const t = Math.round((performance.now() - startedAt) * 1000)
    appendFileSync(traceFile, `${JSON.stringify({ ...event, t })}\n`)
  },
  notice: (_pid, notice) => {
    farewell = notice.op === 'farewell'
  },
})

const end = (): never => {
  rmSync(folder, { recursive: true, force: true })
  process.exit()
}
// A terminal's Ctrl-C is for the program; the broker goes when the program has gone.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('SIGTERM', end)
// Whoever started it may be gone before it is ready.
process.stdout.on('error', () => {})

let starterLives = true
let timer: NodeJS.Timeout | undefined
const server = await serveBroker(serviceSocket(folder, 'broker'), broker, endWhenAlone)
process.stdin.resume().once('close', () => {
  starterLives = false
  endWhenAlone()
})
process.stdout.write('ready\n')

function endWhenAlone(): void {
  clearTimeout(timer)
  if (server.present > 0) return
  if (farewell) end()
  // Its starter connects when it can: it may be blocked for long.
  if (!starterLives) timer = setTimeout(end, lastLeftMs)
}
