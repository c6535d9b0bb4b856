import { Barrier, Event, main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { allowedCpus, confine } from '../os-tools.ts'
import { coveredMs } from '../stretches.ts'
import { job, type Round, type Work } from './targets.ts'

const jobs = 3

/** The time a round took, without the time that the CPU gave to programs that are not ours. */
function ownMs(elapsedMs: number, rounds: readonly Round[]): number {
  const cpuMs = rounds.reduce((sum, round) => sum + round.cpuMs, 0)
  const computingMs = coveredMs(rounds.flatMap(({ computing }) => computing))
  return Math.round(elapsedMs - computingMs + cpuMs)
}

function tell(label: string, elapsedMs: number, rounds: readonly Round[]): void {
  const cpuMs = Math.round(rounds.reduce((sum, round) => sum + round.cpuMs, 0))
  const own = ownMs(elapsedMs, rounds)
  mark(label, { ownMs: own, elapsedMs: Math.round(elapsedMs), cpuMs, switches: rounds.map((round) => round.switches) })
  console.log(
    `${label}: ${own} ms, of which the CPU worked for ${cpuMs} ms (by the clock on the wall: ${Math.round(elapsedMs)} ms)`,
  )
}

main(import.meta, async () => {
  const scale = 1 / parameter('speed')
  const waits = parameter('noWaits') === 0
  const work: Work = { bursts: parameter('bursts'), cpuMs: 100 * scale, waitMs: waits ? 100 * scale : 0 }
  const hogs: Work = parameter('hogsWait') === 1 ? work : { ...work, waitMs: 0 }

  const ready = new Barrier(jobs + 1)
  const done = new Queue<Round>()
  const [together, hogging] = [new Event(), new Event()]
  const turns = Array.from({ length: jobs }, () => new Event())
  const cpu = allowedCpus()[0] ?? 0
  const processes: Process[] = []
  for (const [index, turn] of turns.entries()) {
    const rounds = [
      [turn, work],
      [together, work],
      [hogging, hogs],
    ] as const
    const each = new Process({ target: job, args: [ready, rounds, done], name: `job-${index + 1}` })
    await each.start()
    processes.push(each)
  }
  await ready.wait()
  for (const { pid } of processes) if (pid !== undefined) confine(pid, [cpu])
  console.log(`${jobs} jobs share CPU ${cpu}`)

  const serial: Round[] = []
  for (const turn of turns) {
    await turn.set()
    serial.push(await done.get())
  }
  tell(
    'one-after-another',
    serial.reduce((sum, { from, to }) => sum + to - from, 0),
    serial,
  )

  for (const [label, signal] of [
    ['together', together],
    ['without-waits', hogging],
  ] as const) {
    await signal.set()
    const rounds: Round[] = []
    for (const _ of processes) rounds.push(await done.get())
    tell(label, Math.max(...rounds.map(({ to }) => to)) - Math.min(...rounds.map(({ from }) => from)), rounds)
  }
  for (const each of processes) await each.join()
})
