// A sample of 2,000 processes: ours in its worker thread, and ps-list, in turn in one run. Goal: at least 3 times faster.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import psList from 'ps-list'

const sleepers = 2000
const rounds = 15
const crowd = spawn(
  'python3',
  [
    '-c',
    `
import os, signal, sys, time
pids = []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        time.sleep(600)
        os._exit(0)
    pids.append(pid)
print("ready", flush=True)
sys.stdin.read()
for pid in pids: os.kill(pid, signal.SIGKILL)
for pid in pids: os.waitpid(pid, 0)
`,
    String(sleepers),
  ],
  { stdio: ['pipe', 'pipe', 'inherit'] },
)
await once(createInterface(crowd.stdout), 'line')

const worker = new Worker(join(import.meta.dirname, '../out/main/sampler.js'), {
  workerData: { intervalMs: 3_600_000, source: 'auto' },
})
/** @returns {Promise<number>} the cost of the next sample in milliseconds */
const sampled = async (request) => {
  const answer = new Promise((resolve) => {
    const listen = (message) => {
      if (message.kind === 'part') worker.postMessage({ kind: 'received' })
      if (message.kind !== 'event') return
      worker.off('message', listen)
      resolve(message.event.sample.costMs)
    }
    worker.on('message', listen)
  })
  worker.postMessage({ kind: request })
  return Number(await answer)
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

try {
  await sampled('start')
  const ours = []
  const theirs = []
  let rows = 0
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await sampled('sample'))
    const from = performance.now()
    rows = (await psList()).length
    theirs.push(performance.now() - from)
  }
  const [own, portable] = [median(ours), median(theirs)]
  process.stdout.write(`median of ${rounds} samples, ${rows} processes\n`)
  process.stdout.write(`  forkscope  ${own.toFixed(1)} ms\n  ps-list    ${portable.toFixed(1)} ms\n`)
  process.stdout.write(`  ratio      ${(portable / own).toFixed(1)} (goal: at least 3)\n`)
} finally {
  await worker.terminate()
  crowd.stdin.end()
  await once(crowd, 'exit')
}
