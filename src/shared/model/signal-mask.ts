import { realTimeName } from './real-time-signals.ts'

/** Linux on x86, ARM, POWER, RISC-V and s390: signal(7). Their number is their place. */
const names = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGUSR1',
  'SIGSEGV',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGTERM',
  'SIGSTKFLT',
  'SIGCHLD',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGVTALRM',
  'SIGPROF',
  'SIGWINCH',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
]

/**
 * @param mask hexadecimal, as in /proc/PID/status: bit 0 is signal 1
 * @returns the names of the signals in it, by number; none for what is no mask
 */
export function signalsOfMask(mask: string): readonly string[] {
  if (!/^[0-9a-f]{1,32}$/i.test(mask)) return []
  const bits = BigInt(`0x${mask}`)
  const found: string[] = []
  for (let number = 1; number <= mask.length * 4; number += 1) {
    if ((bits >> BigInt(number - 1)) & 1n) found.push(nameOf(number))
  }
  return found
}

function nameOf(number: number): string {
  return names[number - 1] ?? realTimeName(number) ?? String(number)
}
