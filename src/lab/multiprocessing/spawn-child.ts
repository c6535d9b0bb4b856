import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { OSError } from './errors.ts'
import { orderDescriptor } from './read-order.ts'
import { environment } from './run-environment.ts'
import { builtProgram } from './start-broker.ts'

/**
 * Starts a process of the OS that runs this runtime's child program: Python's `spawn` on every system.
 * @param sockets the child has them as the descriptors after the one of its order
 * @returns the process, when it has its order on the way; stdin is empty, output goes where this process's goes
 * @throws OSError when the OS has no room for another process
 */
export async function spawnChild(name: string, order: Buffer, sockets: readonly Socket[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...loaderOptions(), builtProgram('lab-child.js'), ...marks(name)], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe', ...sockets],
    env: { ...process.env, ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }) },
  })
  if (child.pid === undefined) {
    const [cause]: unknown[] = await once(child, 'error')
    throw new OSError(`The process ${name} could not be started: ${String(cause)}.`, { cause })
  }
  child.on('error', () => {})
  const pipe = child.stdio[orderDescriptor] as Writable
  // A child that dies before it has read its order closes the pipe.
  pipe.on('error', () => {})
  await new Promise<void>((resolve) => {
    pipe.end(order, () => resolve())
    pipe.once('close', () => resolve())
  })
  pipe.destroy()
  return child
}

/** Command lines tell people, and the process table, what the process is. */
function marks(name: string): readonly string[] {
  const { [environment.run]: run, [environment.lesson]: lesson } = process.env
  const lab = run === undefined ? [] : [`--forkscope-run=${run}`, `--forkscope-lesson=${lesson}`]
  return [...lab, '--forkscope-role=child', `--forkscope-name=${name}`]
}

/** What the user's Node was started with holds for its children too; a debugger's port does not, nor a program as text. */
function loaderOptions(): readonly string[] {
  return process.execArgv.filter(
    (option, at, all) =>
      !/^--inspect|^--(input-type|eval|print)=/.test(option) && !isTextOption(option) && !isTextOption(all[at - 1]),
  )
}

/** Whether it, with what follows it on the command line, tells of a program as text. */
const isTextOption = (option = ''): boolean => /^(--(input-type|eval|print)|-e|-p|-pe)$/.test(option)
