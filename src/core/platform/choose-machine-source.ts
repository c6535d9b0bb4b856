import { darwinMachine } from './darwin/machine.ts'
import { linuxMachine } from './linux/machine.ts'
import type { MachineSource } from './machine-source.ts'
import { win32Machine } from './win32/machine.ts'

/** @returns how this operating system tells about the machine; chosen once, at composition */
export function chooseMachineSource(): MachineSource {
  if (process.platform === 'linux') return linuxMachine()
  if (process.platform === 'win32') return win32Machine()
  return darwinMachine()
}
