import { darwinTuning } from './darwin/tuning.ts'
import { linuxTuning } from './linux/tuning.ts'
import type { TuningPlatform } from './tuning.ts'
import { win32Tuning } from './win32/tuning.ts'

/** @returns how this operating system is asked for priorities and CPUs; chosen once, at composition */
export function chooseTuning(): TuningPlatform {
  if (process.platform === 'linux') return linuxTuning()
  if (process.platform === 'win32') return win32Tuning()
  return darwinTuning()
}
