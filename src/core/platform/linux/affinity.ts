import { createRequire } from 'node:module'
import { formatCpuList } from '../../../shared/model/cpu-list.ts'
import { runTool } from '../run-tool.ts'
import type { TuneOutcome } from '../tuning.ts'
import type { LoadKoffi } from './pidfd.ts'

type Koffi = typeof import('koffi')
export type SetAffinity = (thread: number, cpus: readonly number[]) => TuneOutcome

const requireKoffi: LoadKoffi = () => {
  const koffi: Koffi = createRequire(import.meta.url)('koffi')
  return koffi
}

/** @returns sched_setaffinity(2) of one thread; undefined without koffi */
export function loadSetAffinity(loadKoffi: LoadKoffi = requireKoffi): SetAffinity | undefined {
  try {
    const koffi = loadKoffi()
    const setaffinity = koffi.load(null).func('int sched_setaffinity(int thread, size_t length, void *mask)')
    const { ESRCH, EPERM, EINVAL } = koffi.os.errno
    return (thread, cpus) => {
      const mask = maskOf(cpus)
      if (setaffinity(thread, mask.length, mask) === 0) return { kind: 'changed' }
      const error = koffi.errno()
      if (error === ESRCH) return { kind: 'gone' }
      if (error === EPERM) return { kind: 'denied' }
      // None of them exists, or its cpuset allows none of them.
      if (error === EINVAL) return { kind: 'no-such-cpu' }
      return { kind: 'failed', cause: `sched_setaffinity: error ${error}` }
    }
  } catch {
    return undefined
  }
}

/** The same by util-linux's tool, which tells what failed only in words: the effect is looked at afterwards. */
export async function tasksetAffinity(pid: number, cpus: readonly number[]): Promise<TuneOutcome> {
  const said = await runTool('taskset', ['-a', '-c', '-p', formatCpuList(cpus), String(pid)])
  if (/new affinity list/.test(said)) return { kind: 'changed' }
  return { kind: 'failed', cause: 'taskset is missing or was not allowed to' }
}

/** @returns a cpu_set_t: one bit for each CPU, in whole words of 64 bits, little-endian as all Linux machines of Node are */
function maskOf(cpus: readonly number[]): Buffer {
  const mask = Buffer.alloc((Math.floor(Math.max(...cpus) / 64) + 1) * 8)
  for (const cpu of cpus) mask.writeUInt8(mask.readUInt8(cpu >> 3) | (1 << (cpu & 7)), cpu >> 3)
  return mask
}
