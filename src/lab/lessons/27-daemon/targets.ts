import { type Event, mark, Process, sleep } from 'forkscope/multiprocessing'

export interface Plan {
  readonly daemon: boolean
  /** How the master's code ends: 0 it returns, 1 by an error, 2 not by itself. */
  readonly ending: number
  readonly workSeconds: number
}

/** Works for a while, if it is let. */
export async function serve(name: string, ready: Event, seconds: number): Promise<void> {
  console.log(`${name} ${process.pid}: at work for ${seconds} s`)
  await ready.set()
  await sleep(seconds)
  console.log(`${name}: my work is done`)
}

/** Starts a servant, and one more with its very last line. */
export async function rule(ready: Event, newcomerReady: Event, plan: Plan): Promise<void> {
  const { daemon, ending, workSeconds } = plan
  const servant = new Process({ target: serve, args: ['servant', ready, workSeconds], name: 'servant', daemon })
  await servant.start()
  await ready.wait()
  if (ending === 2) await sleep(2 * workSeconds)

  const newcomer = new Process({
    target: serve,
    args: ['newcomer', newcomerReady, workSeconds],
    name: 'newcomer',
    daemon,
  })
  await newcomer.start()
  console.log('master: this is the end of my code')
  mark('code-ends')
  if (ending === 1) throw new Error('the master gives up')
}
