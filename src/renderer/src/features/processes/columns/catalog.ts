import type { Fact } from '../../../../../shared/contract/facts.ts'
import type { ProcessState } from '../../../../../shared/contract/process.ts'
import type { SubtreeSum } from '../../../../../shared/model/subtree-sums.ts'
import type { MessageId } from '../../../i18n/en.ts'
import type { PageProcess } from '../process-store.ts'

/** How a value is written. `percent`: of one CPU. `rate`: bytes per second. `perSecond`: how often. */
export type CellKind = 'text' | 'number' | 'percent' | 'bytes' | 'rate' | 'perSecond' | 'time' | 'duration'

export type CellValue = number | string | undefined

interface ColumnFacts {
  /** In pixels; the name's is its largest minimum. */
  readonly width: number
  readonly kind: CellKind
  /** Its share of the width that is left over. */
  readonly grow?: number
  /** What the stream must be asked for while it is shown. */
  readonly fact?: Fact
  /** It tells of the process and all its descendants. */
  readonly ofSubtree?: true
  /** Its values can be added up over rows. */
  readonly adds?: true
  /** How its values are called on the page and in copied text; CSV holds the values themselves. */
  readonly words?: Readonly<Record<string, MessageId>>
  /** What it sorts by and is copied as; absent where it does not apply or is not known. */
  readonly value: (row: PageProcess, sum: SubtreeSum | undefined) => CellValue
}

/** Every column there is, in the order in which they are offered. */
export const catalog = {
  name: { width: 368, kind: 'text', grow: 3, value: (row) => row.name },
  pid: { width: 72, kind: 'number', value: (row) => row.pid },
  ppid: { width: 72, kind: 'number', value: (row) => row.ppid },
  parentStartKey: { width: 100, kind: 'text', value: (row) => row.parentStartKey },
  state: {
    width: 132,
    kind: 'text',
    words: {
      running: 'state.running',
      sleeping: 'state.sleeping',
      'disk-sleep': 'state.disk-sleep',
      stopped: 'state.stopped',
      traced: 'state.traced',
      zombie: 'state.zombie',
      idle: 'state.idle',
      dead: 'state.dead',
      unknown: 'state.unknown',
    } satisfies Record<ProcessState, MessageId>,
    value: (row) => row.state,
  },
  cpu: { width: 64, kind: 'percent', adds: true, value: (row) => row.cpuPercent },
  cpuTime: { width: 92, kind: 'duration', adds: true, value: (row) => row.cpuTimeMs },
  memory: { width: 84, kind: 'bytes', adds: true, value: (row) => row.rssBytes },
  user: { width: 76, kind: 'text', value: (row) => row.user },
  uid: { width: 64, kind: 'number', value: (row) => row.uid },
  threads: { width: 72, kind: 'number', adds: true, value: (row) => row.threads },
  nice: { width: 52, kind: 'number', value: (row) => row.nice },
  priority: { width: 76, kind: 'number', fact: 'scheduling', value: (row) => row.priority },
  lastCpu: { width: 76, kind: 'number', fact: 'scheduling', value: (row) => row.lastCpu },
  started: { width: 156, kind: 'time', value: (row) => row.startedAt },
  session: { width: 72, kind: 'number', value: (row) => row.session },
  processGroup: { width: 72, kind: 'number', value: (row) => row.processGroup },
  terminal: { width: 84, kind: 'text', value: (row) => row.terminal },
  read: { width: 92, kind: 'rate', fact: 'io', adds: true, value: (row) => row.readBytesPerSecond },
  write: { width: 92, kind: 'rate', fact: 'io', adds: true, value: (row) => row.writeBytesPerSecond },
  voluntary: {
    width: 92,
    kind: 'perSecond',
    fact: 'switches',
    adds: true,
    value: (row) => row.voluntarySwitchesPerSecond,
  },
  involuntary: {
    width: 92,
    kind: 'perSecond',
    fact: 'switches',
    adds: true,
    value: (row) => row.involuntarySwitchesPerSecond,
  },
  descriptors: { width: 92, kind: 'number', fact: 'descriptors', adds: true, value: (row) => row.descriptors },
  subtreeCpu: { width: 92, kind: 'percent', ofSubtree: true, value: (_, sum) => sum?.cpuPercent },
  subtreeMemory: { width: 100, kind: 'bytes', ofSubtree: true, value: (_, sum) => sum?.rssBytes },
  subtreeCount: { width: 92, kind: 'number', ofSubtree: true, value: (_, sum) => sum?.count },
  unit: { width: 148, kind: 'text', fact: 'cgroup', value: (row) => row.unit },
  container: { width: 116, kind: 'text', fact: 'cgroup', value: (row) => row.container },
  cgroup: { width: 200, kind: 'text', fact: 'cgroup', value: (row) => row.cgroup },
  waitChannel: { width: 132, kind: 'text', fact: 'waitChannel', value: (row) => row.waitChannel },
  window: { width: 200, kind: 'text', fact: 'window', value: (row) => row.windowTitle },
  waitingOn: { width: 92, kind: 'number', value: (row) => row.zombie?.waitingOn?.pid },
  originalParent: { width: 92, kind: 'number', value: (row) => row.orphan?.originalParent?.pid },
  adopter: { width: 92, kind: 'number', value: (row) => row.orphan?.adopter.pid },
  orphanEvidence: {
    width: 116,
    kind: 'text',
    words: { observed: 'value.observed', inferred: 'value.inferred' },
    value: (row) => row.orphan?.evidence,
  },
  daemon: {
    width: 116,
    kind: 'text',
    words: { multiprocessing: 'value.multiprocessing', unix: 'value.unix' },
    value: (row) => row.daemon?.kind,
  },
  endsWith: { width: 92, kind: 'number', value: (row) => row.daemon?.endsWith?.pid },
  kernel: {
    width: 76,
    kind: 'text',
    words: { kernel: 'value.kernel' },
    value: (row) => (row.kernel === true ? 'kernel' : undefined),
  },
  lesson: { width: 148, kind: 'text', value: (row) => row.lab?.lesson },
  labRun: { width: 148, kind: 'text', value: (row) => row.lab?.run },
  labRole: {
    width: 100,
    kind: 'text',
    words: { supervisor: 'value.supervisor', main: 'value.main', child: 'value.child' },
    value: (row) => row.lab?.role,
  },
  labName: { width: 116, kind: 'text', value: (row) => row.lab?.name },
  startKey: { width: 100, kind: 'text', value: (row) => row.startKey },
  executable: { width: 220, kind: 'text', grow: 2, value: (row) => row.executable },
  executableDeleted: {
    width: 100,
    kind: 'text',
    words: { deleted: 'details.deleted' },
    value: (row) => (row.executableDeleted === true ? 'deleted' : undefined),
  },
  command: { width: 240, kind: 'text', grow: 4, value: (row) => row.command?.join(' ') },
} as const satisfies Readonly<Record<string, ColumnFacts>>

export type ColumnId = keyof typeof catalog
export interface Column extends ColumnFacts {
  readonly id: ColumnId
}

const isId = (id: string): id is ColumnId => Object.hasOwn(catalog, id)

/** @returns the column of that id; undefined for one that this version does not know */
export function columnOf(id: string): Column | undefined {
  return isId(id) ? { id, ...catalog[id] } : undefined
}

export const allColumns: readonly Column[] = Object.keys(catalog).flatMap((id) => columnOf(id) ?? [])

/** Numbers stand at the end of their column. */
export const isNumeric = ({ kind }: Pick<Column, 'kind'>): boolean => kind !== 'text'

/** Figures are sorted largest first: who looks for them looks for the greatest. */
export const isLargestFirst = ({ kind }: Pick<Column, 'kind'>): boolean =>
  kind === 'percent' || kind === 'bytes' || kind === 'rate' || kind === 'perSecond' || kind === 'duration'
