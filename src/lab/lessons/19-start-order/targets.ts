import { type Barrier, mark, sleep } from 'forkscope/multiprocessing'

/**
 * Runs as soon as it may, and then once more in each round of the race.
 * @param delay seconds that it lets pass first, so that somebody else is surely earlier
 */
export async function runner(name: string, line: Barrier, rounds: number, delay: number): Promise<void> {
  await sleep(delay)
  mark('first-line', monotonic())
  console.log(`${name} ${process.pid} runs`)
  for (let round = 0; round < rounds; round += 1) {
    await line.wait()
    await sleep(delay)
    mark(`round-${round}`, monotonic())
  }
  await line.wait()
  console.log(`${name} ${process.pid} is done`)
}

/** Milliseconds on a clock that all processes of the machine share. */
const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6
