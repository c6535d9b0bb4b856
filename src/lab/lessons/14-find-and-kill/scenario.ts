import { Barrier, Event, main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { find } from './processes.ts'
import { program, stubborn } from './targets.ts'

const names = ['editor', 'server', 'server', 'observer', 'mule']
const isOn = (name: string): boolean => parameter(name) === 1

main(import.meta, async () => {
  const pause = 0.5 / parameter('speed')
  const ready = new Barrier(names.length + 1)
  const closing = new Event()
  const children = names.map((name) => {
    const target = name === 'mule' && !isOn('obedient') ? stubborn : program
    return new Process({ target, args: [ready, closing], name })
  })
  for (const child of children) await child.start()
  await ready.wait()

  // By pid: kill -s 9 PID
  for (const pid of find('editor', false)) send(pid, isOn('polite') ? 'SIGTERM' : 'SIGKILL', 'editor')

  // By name: every process of that name
  const servers = find('server', isOn('sloppy'))
  for (const pid of servers) mark('found-server', pid)
  for (const pid of servers) send(pid, isOn('force') ? 'SIGKILL' : 'SIGTERM', 'server')

  // One that does not listen
  const mules = find('mule', false)
  for (const pid of mules) send(pid, 'SIGTERM', 'mule')
  await sleep(pause)
  const listened = children.at(-1)?.isAlive() === false
  mark('mule-listened', listened)
  if (!listened) for (const pid of mules) send(pid, 'SIGKILL', 'mule')

  await sleep(pause)
  await closing.set()
  for (const child of children) {
    await child.join()
    mark(`${child.name}-exit-code`, child.exitCode)
    console.log(`main: ${child.name} ${child.pid} has ended, its exit code is ${child.exitCode}`)
  }
})

function send(pid: number, signal: NodeJS.Signals, name: string): void {
  console.log(`main: kill -s ${signal.slice(3)} ${pid}   (${name})`)
  process.kill(pid, signal)
}
