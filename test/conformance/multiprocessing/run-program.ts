import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The folder of the programs. */
export const programs = fileURLToPath(new URL('../../fixtures/programs/multiprocessing/', import.meta.url))

/** What a program told, by the rule it told it under; a rule told more than once has a list. */
export type Told = Readonly<Record<string, unknown>>

export interface RunningProgram {
  readonly child: ChildProcess
  readonly told: Record<string, unknown>
  readonly order: string[]
  /** Resolves with what was told under that rule. */
  readonly hears: (rule: string) => Promise<unknown>
}

export interface EndedProgram {
  readonly told: Told
  /** The rules in the order in which they were told. */
  readonly order: readonly string[]
  readonly code: number | null
  readonly signal: string | null
  readonly stderr: string
}

/** Starts a program of the fixtures with plain Node, as a user would. */
export function startProgram(name: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): RunningProgram {
  const child = spawn(process.execPath, [`${programs}${name}.mjs`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const told: Record<string, unknown> = {}
  const order: string[] = []
  const listeners = new Set<() => void>()
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { rule, value }: { rule: string; value: unknown } = JSON.parse(line)
      told[rule] = rule in told ? [told[rule], value].flat() : value
      order.push(rule)
    }
    for (const listener of listeners) listener()
  })
  const hears = (rule: string): Promise<unknown> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!(rule in told)) return
        listeners.delete(look)
        resolve(told[rule])
      }
      listeners.add(look)
      look()
    })
  return { child, told, order, hears }
}

/** Runs a program until it and whoever has its output have ended. */
export async function runProgram(
  name: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<EndedProgram> {
  const { child, told, order } = startProgram(name, args, env)
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  await once(child, 'close')
  return { told, order, code: child.exitCode, signal: child.signalCode, stderr }
}
