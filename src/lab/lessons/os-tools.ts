import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// What Linux tells a process about itself, and what only its tools can do: for the lessons' programs.

/** @returns the numbers of the CPUs that this process may use, from `/proc/self/status` (proc(5)) */
export function allowedCpus(): readonly number[] {
  const list = statusField('Cpus_allowed_list') ?? '0'
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

/**
 * Confines all threads of a process to some CPUs: `taskset` of util-linux.
 * @throws Error with what taskset says: it is missing, or the process has ended
 */
export function confine(pid: number, cpus: readonly number[]): void {
  execFileSync('taskset', ['-acp', cpus.join(','), String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** How often the main thread gave its CPU up to wait, and how often the CPU was taken from it. */
export interface Switches {
  readonly voluntary: number
  readonly involuntary: number
}

/** @returns the counts of this process so far */
export function switches(): Switches {
  return {
    voluntary: Number(statusField('voluntary_ctxt_switches')),
    involuntary: Number(statusField('nonvoluntary_ctxt_switches')),
  }
}

/** @returns the CPU on which this process's main thread runs now: field 39 of `/proc/self/stat` */
export function currentCpu(): number {
  const text = readFileSync('/proc/self/stat', 'latin1')
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[36])
}

function statusField(name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(readFileSync('/proc/self/status', 'latin1'))?.[1]
}

/** Confines one thread to one CPU. @throws Error with what taskset says */
export function confineThread(thread: number, cpu: number): void {
  execFileSync('taskset', ['-cp', String(cpu), String(thread)], { stdio: ['ignore', 'ignore', 'pipe'] })
}
