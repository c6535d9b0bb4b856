import type { Process } from './process.ts'

export const facts = ['io', 'switches', 'scheduling', 'cgroup', 'descriptors', 'waitChannel', 'window'] as const
export type Fact = (typeof facts)[number]

/**
 * What of a row is read only while somebody asks for it, because it costs a file of each process or changes with every
 * sample; and the fields that it brings. Where the OS denies or has no such thing, the fields stay absent.
 */
export const fieldsOfFact = {
  /** Linux `io`: the kernel shows it to the owner and root only. */
  io: ['readBytesPerSecond', 'writeBytesPerSecond'],
  switches: ['voluntarySwitchesPerSecond', 'involuntarySwitchesPerSecond'],
  scheduling: ['priority', 'lastCpu'],
  cgroup: ['cgroup', 'unit', 'container'],
  descriptors: ['descriptors'],
  waitChannel: ['waitChannel'],
  /** Windows only. */
  window: ['windowTitle'],
} as const satisfies Readonly<Record<Fact, readonly (keyof Process)[]>>

/** @returns what must be asked for so that rows have that field; undefined for one that they always have */
export function factOf(field: keyof Process): Fact | undefined {
  return facts.find((fact) => fieldsOfFact[fact].some((each) => each === field))
}
