import { cpus } from 'node:os'

/** How many CPUs the machine has: all logical ones, whether this process may use them or not. */
export function cpuCount(): number {
  return cpus().length
}
