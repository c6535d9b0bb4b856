import type { Fact } from '../../../shared/contract/facts.ts'
import type { ProcStat } from '../../../shared/model/proc-stat.ts'
import { attempt } from '../../../shared/model/shortage.ts'
import type { Counters, RawProcess } from '../source.ts'
import { parseControlGroup, type ControlGroup } from './control-group.ts'
import type { ProcFiles } from './proc-files.ts'

/** A process seldom moves between control groups, and mostly before its exec. */
const groupEveryMs = 5000

type Facts = Pick<
  RawProcess,
  'counters' | 'priority' | 'lastCpu' | 'cgroup' | 'unit' | 'container' | 'descriptors' | 'waitChannel'
>

/** What is kept of one image of a process between samples. */
export interface FactMemory {
  group?: { readonly atMs: number; readonly found: ControlGroup | undefined }
  ioFile?: string
}

const buffer = Buffer.allocUnsafe(8192)
const none: Facts = {}

/** Reads what is not always read: each fact costs a file of each process. What the system denies is absent. */
export function createFactReader(root: string, files: ProcFiles) {
  /** Linux 6.2 tells the number of descriptors as the folder's size; before, they must be listed. */
  let sizeCounts: boolean | undefined

  const text = (file: string): string | undefined =>
    attempt(() => {
      const descriptor = files.open(file)
      try {
        return buffer.toString('latin1', 0, files.read(descriptor, buffer, 0))
      } finally {
        files.close(descriptor)
      }
    })

  const descriptors = (folder: string): number | undefined => {
    sizeCounts ??= (attempt(() => files.size(`${root}/self/fd`)) ?? 0) > 0
    return attempt(() => (sizeCounts ? files.size(`${folder}/fd`) : files.list(`${folder}/fd`).length))
  }

  /**
   * The whole process' figures hold those of the children it has waited for (wait_task_zombie in kernel/exit.c): a
   * shell would seem to write what its commands wrote. Its only thread's do not. With more threads there is no other.
   */
  const io = (folder: string, { pid, threads }: ProcStat, memory: FactMemory): Counters => {
    const file = threads === 1 ? `task/${pid}/io` : 'io'
    const same = memory.ioFile === undefined || memory.ioFile === file
    memory.ioFile = file
    // Counted differently from now on: no rate can be had across that.
    if (!same) return {}
    const found = text(`${folder}/${file}`)
    return { readBytes: numberOf(found, 'read_bytes'), writeBytes: numberOf(found, 'write_bytes') }
  }

  const switches = (folder: string): Counters => {
    const found = text(`${folder}/status`)
    return {
      voluntarySwitches: numberOf(found, 'voluntary_ctxt_switches'),
      involuntarySwitches: numberOf(found, 'nonvoluntary_ctxt_switches'),
    }
  }

  const controlGroup = (folder: string, memory: FactMemory): ControlGroup | undefined => {
    const nowMs = performance.now()
    if (memory.group === undefined || nowMs - memory.group.atMs >= groupEveryMs) {
      const found = text(`${folder}/cgroup`)
      memory.group = { atMs: nowMs, found: found === undefined ? undefined : parseControlGroup(found) }
    }
    return memory.group.found
  }

  const waitChannel = (folder: string): string | undefined => {
    const name = text(`${folder}/wchan`)
    return name === '' || name === '0' ? undefined : name
  }

  return (stat: ProcStat, memory: FactMemory, wanted: ReadonlySet<Fact>): Facts => {
    if (wanted.size === 0) return none
    const folder = `${root}/${stat.pid}`
    const ended = stat.state === 'zombie' || stat.state === 'dead'
    const counters = (): Counters => ({
      ...(wanted.has('io') && io(folder, stat, memory)),
      ...(wanted.has('switches') && switches(folder)),
    })
    return {
      ...((wanted.has('io') || wanted.has('switches')) && !ended && { counters: counters() }),
      ...(wanted.has('scheduling') && { priority: stat.priority, lastCpu: stat.lastCpu }),
      ...(wanted.has('cgroup') && controlGroup(folder, memory)),
      ...(wanted.has('descriptors') && !ended && !stat.kernel && { descriptors: descriptors(folder) }),
      ...(wanted.has('waitChannel') && stat.state === 'disk-sleep' && { waitChannel: waitChannel(folder) }),
    }
  }
}

function numberOf(text: string | undefined, field: string): number | undefined {
  const digits = new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(text ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
