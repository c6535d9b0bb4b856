import { portableReadNice, portableSetNice } from '../portable-nice.ts'
import type { TuningPlatform } from '../tuning.ts'

/** Priorities on macOS and other Unix systems: setpriority(2). macOS confines no process to CPUs. */
export function darwinTuning(): TuningPlatform {
  return { degraded: [], readNice: portableReadNice, setNice: portableSetNice }
}
