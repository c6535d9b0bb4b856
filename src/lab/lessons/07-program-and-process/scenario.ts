import { type ChildProcess, spawn } from 'node:child_process'
import { Barrier, Event, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { program } from './targets.ts'

/** A program of the system's that waits until its input ends. */
function startOther(): ChildProcess {
  const command = process.platform === 'win32' ? 'cmd' : 'sh'
  const args = process.platform === 'win32' ? ['/c', 'pause'] : ['-c', 'read -r line']
  return spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] })
}

main(import.meta, async () => {
  const seconds = 1 / parameter('speed')
  const alone = parameter('once') === 1 || parameter('otherProgram') === 1
  const ready = new Barrier(alone ? 2 : 3)
  const over = new Event()
  const signals = [new Event(), new Event(), new Event()]

  const first = new Process({ target: program, args: [ready, signals.slice(0, 1), over], name: 'first' })
  const second = new Process({ target: program, args: [ready, signals, over], name: 'second' })
  await first.start()
  if (!alone) await second.start()
  const other = parameter('otherProgram') === 1 ? startOther() : undefined
  await ready.wait()
  for (const signal of signals) await signal.set()
  await sleep(seconds)

  mark('killed-first')
  first.kill()
  if (!alone && parameter('killBoth') === 1) second.kill()
  await first.join()
  await sleep(seconds)
  await over.set()
  other?.stdin?.end()
  if (!alone) await second.join()
})
