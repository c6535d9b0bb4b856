import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { OSError } from './errors.ts'
import { environment } from './run-environment.ts'

const othersMs = 1000

export interface StartedBroker {
  readonly folder: string
  /** Resolves when processes can connect. */
  readonly ready: Promise<void>
  /** Resolves when it has ended; it goes on for others that are still connected, and is not waited for then. */
  end(): Promise<void>
}

/**
 * @param name a built program of the lab
 * @returns its file: beside this module, or one folder up when this is a shared chunk of the build
 */
export function builtProgram(name: string): string {
  const [beside = '', above = ''] = ['.', '..'].map((up) => fileURLToPath(new URL(`${up}/${name}`, import.meta.url)))
  return existsSync(beside) ? beside : above
}

/**
 * Starts a broker in a process of its own, outside this one's process group: Ctrl-C and a killed parent leave it alone.
 * It ends, and removes its folder, with the last process that is connected.
 */
export function startBroker(): StartedBroker {
  // The broker makes it: one that is killed in between leaves nothing.
  const folder = join(tmpdir(), `forkscope-broker-${process.pid}-${Math.random().toString(36).slice(2, 10)}`)
  const broker = spawn(process.execPath, [builtProgram('lab-broker.js')], {
    detached: true,
    // Its input ends when this process does: then it need not wait for it to connect.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }),
      [environment.folder]: folder,
    },
  })
  const ended = once(broker, 'exit').then(
    () => {},
    () => {},
  )
  const ready = Promise.race([
    once(broker.stdout, 'data').then(() => {}),
    ended.then(() => {
      rmSync(folder, { recursive: true, force: true })
      throw new OSError('The broker for locks and queues could not be started; see its message above.')
    }),
  ]).then(() => {
    broker.stdout.destroy()
    const input = broker.stdin
    if (input instanceof Socket) input.unref()
    // It must not keep alive a program that is done.
    broker.unref()
  })
  const end = async (): Promise<void> => {
    broker.ref()
    const others = new AbortController()
    await Promise.race([ended, delay(othersMs, undefined, { signal: others.signal }).catch(() => {})])
    others.abort()
    broker.unref()
  }
  return { folder, ready, end }
}
