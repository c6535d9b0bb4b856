// A worker in the sampler's place: a table of made-up processes, of which a tenth changes with each sample. What it tells
// has the form of what the real one tells, so that all behind it is measured as it is.
import { parentPort, workerData } from 'node:worker_threads'

const size = Number(process.env['FORKSCOPE_BENCH_SYNTHETIC'])
const rowsAtOnce = 500
const names = ['bash', 'node', 'postgres', 'chromium', 'python3', 'sshd', 'java', 'nginx']
const startedAt = Date.now() - 3_600_000
let { intervalMs } = workerData

/** A tree four deep: process 1, services, their workers, and what those started. */
const parentOf = (pid) => (pid === 1 ? 0 : pid <= 40 ? 1 : pid <= 800 ? 2 + (pid % 39) : 41 + (pid % 760))
const rows = Array.from({ length: size }, (_, index) => {
  const pid = index + 1
  const name = pid === 1 ? 'init' : names[pid % names.length]
  return {
    pid,
    startKey: String(1000 + pid),
    startedAt: startedAt + pid,
    ppid: parentOf(pid),
    ...(pid > 1 && { parentStartKey: String(1000 + parentOf(pid)) }),
    name,
    command: [`/usr/lib/${name}/${name}`, '--type=worker', `--instance=${pid}`, '--log-level=info', '/var/lib/data'],
    executable: `/usr/lib/${name}/${name}`,
    user: pid % 3 === 0 ? 'root' : 'ann',
    uid: pid % 3 === 0 ? 0 : 1000,
    state: 'sleeping',
    cpuPercent: 0,
    cpuTimeMs: pid * 10,
    rssBytes: (1 + (pid % 97)) * 1_048_576,
    threads: 1 + (pid % 9),
    nice: 0,
    processGroup: pid,
    session: parentOf(pid) || 1,
  }
})
let turns = 0

/** Evenly spread: a tenth of any stretch of the table. */
function turn() {
  turns += 1
  const changed = []
  for (let index = turns % 10; index < size; index += 10) {
    const row = rows[index]
    const cpuPercent = ((row.pid * 7 + turns * 13) % 400) / 10
    rows[index] = { ...row, cpuPercent, cpuTimeMs: row.cpuTimeMs + cpuPercent * 10, state: 'running' }
    changed.push(rows[index])
  }
  return changed
}

const waiting = []
let unreceived = false
function send() {
  while (!unreceived && waiting.length > 0) {
    const next = waiting.shift()
    unreceived = next.kind === 'part'
    parentPort.postMessage(next)
  }
}

function tell(event, parts) {
  for (const [index, part] of parts.entries()) {
    waiting.push({ kind: index === parts.length - 1 ? 'event' : 'part', event: { ...event, ...part } })
  }
  send()
}

const slices = (all) =>
  Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, index) =>
    all.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
const sample = () => ({
  source: 'procfs',
  costMs: 1,
  intervalMs,
  memoryUsedBytes: 1e9,
  memoryTotalBytes: 4e9,
  cpuPercent: 9,
})
const change = (changed) => ({ kind: 'change', started: [], ended: [], changed })

function snapshot() {
  const [first, ...rest] = slices(rows)
  tell({ at: Date.now(), sample: sample() }, [{ kind: 'snapshot', processes: first }, ...rest.map(change)])
}

let timer
const next = () => tell({ at: Date.now(), sample: sample() }, slices(turn()).map(change))
parentPort.on('message', ({ kind, settings }) => {
  if (kind === 'received') {
    unreceived = false
    send()
  } else if (kind === 'start') {
    snapshot()
    clearInterval(timer)
    timer = setInterval(next, intervalMs)
  } else if (kind === 'pause') clearInterval(timer)
  else if (kind === 'sample') next()
  else if (kind === 'configure') ({ intervalMs } = settings)
})
parentPort.postMessage({ kind: 'source', name: 'procfs', degraded: [] })
