import { readdirSync, readFileSync } from 'node:fs'
import { parseCpuList } from '../../../shared/model/cpu-list.ts'
import { portableReadNice, portableSetNice } from '../portable-nice.ts'
import type { AffinityPlatform, TuneOutcome, TuningPlatform } from '../tuning.ts'
import { loadSetAffinity, tasksetAffinity, type SetAffinity } from './affinity.ts'
import { readCpuset } from './cpuset.ts'
import type { LoadKoffi } from './pidfd.ts'

/**
 * Priorities and CPUs on Linux, where both belong to threads: what is asked of a process is done to all of them.
 * @param loadKoffi tests give one that fails
 */
export function linuxTuning(loadKoffi?: LoadKoffi): TuningPlatform {
  const native = loadSetAffinity(loadKoffi)
  const set = native === undefined ? tasksetAffinity : (pid: number, cpus: readonly number[]) => each(pid, cpus, native)
  const affinity: AffinityPlatform = {
    online: () => parseCpuList(textOf('/sys/devices/system/cpu/online') ?? '0'),
    usable: (pid) => readCpuset(pid),
    read(pid) {
      const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(textOf(`/proc/${pid}/status`) ?? '')?.[1]
      return list === undefined ? undefined : parseCpuList(list)
    },
    set,
  }
  return {
    degraded: native === undefined ? [{ kind: 'affinity-by-tool' }] : [],
    readNice: portableReadNice,
    setNice: (pid, nice) => everyThread(pid, (thread) => portableSetNice(thread, nice)),
    affinity,
  }
}

const each = (pid: number, cpus: readonly number[], set: SetAffinity): TuneOutcome =>
  everyThread(pid, (thread) => set(thread, cpus))

/** Until a look shows no thread that was not met: one that is started meanwhile may have inherited the former value. */
function everyThread(pid: number, change: (thread: number) => TuneOutcome): TuneOutcome {
  const met = new Set<number>()
  for (;;) {
    const threads = threadsOf(pid).filter((thread) => !met.has(thread))
    if (threads.length === 0) return met.size === 0 ? { kind: 'gone' } : { kind: 'changed' }
    for (const thread of threads) {
      met.add(thread)
      const outcome = change(thread)
      // A single thread may end at any time; the process has ended when its first one is not there.
      if (outcome.kind !== 'changed' && (outcome.kind !== 'gone' || thread === pid)) return outcome
    }
  }
}

function threadsOf(pid: number): readonly number[] {
  try {
    // The first thread first: a change that is not allowed then changes nothing.
    return readdirSync(`/proc/${pid}/task`)
      .map(Number)
      .toSorted((a, b) => a - b)
  } catch {
    return []
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}
