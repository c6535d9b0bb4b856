import { Barrier, Event, main, mark, parameter, Process, Queue, sleep } from 'forkscope/multiprocessing'
import { allowedCpus, confine } from '../os-tools.ts'
import { bothMs, coveredMs } from '../stretches.ts'
import { job, type Round } from './targets.ts'

main(import.meta, async () => {
  const seconds = 2 / parameter('speed')
  const ready = new Barrier(3)
  const [begin, again] = [new Event(), new Event()]
  const apartFromStart = parameter('apartFromStart') === 1
  // For seeing both at once each must have had enough of a CPU, however many others want it.
  const enoughMs = 300 * seconds
  const orders = [
    [begin, apartFromStart ? enoughMs : 0],
    [again, enoughMs],
  ] as const
  const done = new Queue<Round>()
  const [first = 0, second = first, ...more] = allowedCpus()
  mark('allowed-cpus', second === first ? 1 : 2 + more.length)

  const one = new Process({ target: job, args: [ready, orders, done, seconds], name: 'one' })
  const other = new Process({ target: job, args: [ready, orders, done, seconds], name: 'other' })
  for (const each of [one, other]) await each.start()
  await ready.wait()

  const place = (cpu: number, otherCpu: number): void => {
    confine(one.pid ?? 0, [cpu])
    confine(other.pid ?? 0, [otherCpu])
    console.log(`one may use CPU ${cpu}, the other CPU ${otherCpu}`)
  }
  const round = async (label: string, signal: Event, meanwhile?: () => Promise<void>): Promise<void> => {
    await signal.set()
    await meanwhile?.()
    const rounds = [await done.get(), await done.get()]
    const [mine, its] = rounds.map(({ onCpu }) => onCpu)
    const shares = rounds.map(({ elapsedMs, onCpu }) => Math.round((100 * coveredMs(onCpu)) / elapsedMs))
    const [together, any] = [bothMs(mine ?? [], its ?? []), coveredMs([...(mine ?? []), ...(its ?? [])])]
    const stretches = rounds.map(({ onCpu }) => onCpu.length)
    mark(label, { shares, bothMs: Math.round(together), anyMs: Math.round(any), stretches })
    console.log(`${label}: ${shares.join(' % and ')} % of a CPU; both at once for ${Math.round(together)} ms`)
  }

  place(first, apartFromStart ? second : first)
  await round('one-cpu', begin)

  const apart = parameter('apartPercent')
  place(first, apart === 0 ? first : second)
  await round('two-cpus', again, async () => {
    if (apart === 0 || apart === 100) return
    await sleep((seconds * apart) / 100)
    place(first, first)
  })
  for (const each of [one, other]) await each.join()
})
