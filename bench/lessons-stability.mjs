// Each lesson over and over at its fastest while every CPU is kept busy: how often each outcome came out. Goal: never
// anything but passed. ROUNDS (20), LESSON (all) and JOBS (1: so many lessons at once) may be given in the environment.
import { execFile, spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startRabbitmq } from './helpers/start-rabbitmq.mjs'

const cli = join(import.meta.dirname, '../bin/forkscope.js')
const rounds = Number(process.env['ROUNDS'] ?? 20)
const wanted = process.env['LESSON']
const jobs = Number(process.env['JOBS'] ?? 1)

const broker = await startRabbitmq()
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void Promise.resolve(broker?.remove()).finally(() => process.exit(1)))
const environment = { ...process.env, ...(broker && { FORKSCOPE_AMQP_URL: broker.url }) }

/** @param {string[]} args @returns {Promise<string>} what it prints; a check that fails is no failure of the command */
const forkscope = (...args) =>
  promisify(execFile)(process.execPath, [cli, ...args], { maxBuffer: 256 * 1024 * 1024, env: environment }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  )

/** @type {{ id: string, platforms: string[], fastest: Record<string, number> }[]} */
const lessons = JSON.parse(await forkscope('lab', 'list', '--json'))
const here = lessons.filter(
  ({ id, platforms }) => platforms.includes(process.platform) && (wanted === undefined || id === wanted),
)

// They end by themselves when this process has gone, in whatever way.
const busy =
  'process.stdin.resume().on("end", () => process.exit()); setInterval(() => { const until = Date.now() + 90; while (Date.now() < until); }, 100)'
const spinners = cpus().map(() => spawn(process.execPath, ['-e', busy], { stdio: ['pipe', 'ignore', 'ignore'] }))
process.on('exit', () => spinners.forEach((spinner) => spinner.kill('SIGKILL')))

process.stdout.write(`${rounds} runs each, ${spinners.length} CPUs kept busy, ${jobs} at once\n`)
process.stdout.write('lesson                        passed failed inconclusive  median ms\n')
/** @param {(typeof here)[number]} lesson */
async function measure({ id, fastest }) {
  const parameters = Object.entries(fastest).flatMap(([name, value]) => ['--param', `${name}=${value}`])
  const printed = await forkscope('lab', 'run', id, ...parameters, '--repeat', String(Math.max(2, rounds)), '--json')
  const events = printed
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"report"') || line.startsWith('{"kind":"summary"'))
    .map((line) => JSON.parse(line))
  const summary = events.find(({ kind }) => kind === 'summary')
  if (summary === undefined) {
    process.stdout.write(`${id.padEnd(30)}no summary\n`)
    process.exitCode = 1
    return
  }
  const { runs, passed, failed, distributions } = summary
  const row = [String(passed).padStart(6), String(failed).padStart(6), String(runs - passed - failed).padStart(12)]
  process.stdout.write(`${id.padEnd(30)}${row.join(' ')} ${String(distributions.elapsedMs.median).padStart(10)}\n`)
  if (passed + failed === 0) {
    // The same in every run: it needs something that this machine does not have.
    process.stdout.write(`    ${events[0].checks[0].evidence}\n`)
    return
  }
  for (const report of events.filter(({ kind, outcome }) => kind === 'report' && outcome !== 'passed')) {
    for (const { id: check, outcome, evidence } of report.checks) {
      if (outcome !== 'passed') process.stdout.write(`    ${check} ${outcome}: ${evidence}\n`)
    }
    process.exitCode = 1
  }
}

const waiting = [...here]
const work = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await measure(next)
}
await Promise.all(Array.from({ length: jobs }, work))
for (const spinner of spinners) spinner.kill('SIGKILL')
await broker?.remove()
