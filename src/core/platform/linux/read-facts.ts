import type { Fact } from '../../../shared/contract/facts.ts'
import type { ProcStat } from '../../../shared/model/proc-stat.ts'
import { attempt } from '../../../shared/model/shortage.ts'
import type { Counters, RawProcess } from '../source.ts'
import { parseControlGroup, type ControlGroup } from './control-group.ts'
import { ioFileOf } from './io-file.ts'
import type { ProcFiles } from './proc-files.ts'
import { addSwitches, switchCounters, type SwitchMemory } from './thread-switches.ts'

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
  switches?: SwitchMemory
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
        // Paths of control groups are bytes; people write UTF-8.
        return buffer.toString('utf8', 0, files.read(descriptor, buffer, 0))
      } finally {
        files.close(descriptor)
      }
    })

  const descriptors = (folder: string): number | undefined => {
    sizeCounts ??= (attempt(() => files.size(`${root}/self/fd`)) ?? 0) > 0
    return attempt(() => (sizeCounts ? files.size(`${folder}/fd`) : files.list(`${folder}/fd`).length))
  }

  const io = (folder: string, stat: ProcStat, memory: FactMemory): Counters => {
    const file = ioFileOf(stat)
    const same = memory.ioFile === undefined || memory.ioFile === file
    memory.ioFile = file
    // Counted differently from now on: no rate can be had across that.
    if (!same) return {}
    const found = text(`${folder}/${file}`)
    return { readBytes: numberOf(found, 'read_bytes'), writeBytes: numberOf(found, 'write_bytes') }
  }

  /** `status` tells those of the first thread only; the others' are in their own folders. */
  const switches = (folder: string, { pid, threads }: ProcStat, memory: FactMemory): Counters => {
    const ids = threads > 1 ? (attempt(() => files.list(`${folder}/task`)) ?? []) : [String(pid)]
    const statuses = new Map<string, string>()
    for (const id of ids) {
      const found = text(Number(id) === pid ? `${folder}/status` : `${folder}/task/${id}/status`)
      if (found !== undefined) statuses.set(id, found)
    }
    memory.switches = addSwitches(memory.switches, statuses)
    return switchCounters(memory.switches)
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

  /** @param living the folder of a thread that goes on, when the first one has ended */
  return (stat: ProcStat, memory: FactMemory, wanted: ReadonlySet<Fact>, living?: string): Facts => {
    if (wanted.size === 0) return none
    const folder = `${root}/${stat.pid}`
    const ended = stat.state === 'zombie' || stat.state === 'dead'
    const counters = (): Counters => ({
      ...(wanted.has('io') && io(folder, stat, memory)),
      ...(wanted.has('switches') && switches(folder, stat, memory)),
    })
    return {
      ...((wanted.has('io') || wanted.has('switches')) && !ended && { counters: counters() }),
      ...(wanted.has('scheduling') && { priority: stat.priority, lastCpu: stat.lastCpu }),
      ...(wanted.has('cgroup') && controlGroup(folder, memory)),
      ...(wanted.has('descriptors') && !ended && !stat.kernel && { descriptors: descriptors(living ?? folder) }),
      ...(wanted.has('waitChannel') && !ended && { waitChannel: waitChannel(living ?? folder) }),
    }
  }
}

function numberOf(text: string | undefined, field: string): number | undefined {
  const digits = new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(text ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
