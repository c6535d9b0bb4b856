import type { Process } from '../contract/process.ts'
import type { FieldName } from './query.ts'

type Value<Kind> = (row: Process, now: number) => Kind | undefined

const numbers: Partial<Readonly<Record<FieldName, Value<number>>>> = {
  pid: (row) => row.pid,
  ppid: (row) => row.ppid,
  parent: (row) => row.ppid,
  uid: (row) => row.uid,
  group: (row) => row.processGroup,
  session: (row) => row.session,
  threads: (row) => row.threads,
  nice: (row) => row.nice,
  cpu: (row) => row.cpuPercent,
  memory: (row) => row.rssBytes,
  age: (row, now) => (row.startedAt === undefined ? undefined : now - row.startedAt),
  time: (row) => row.cpuTimeMs,
  priority: (row) => row.priority,
  processor: (row) => row.lastCpu,
  descriptors: (row) => row.descriptors,
  voluntary: (row) => row.voluntarySwitchesPerSecond,
  involuntary: (row) => row.involuntarySwitchesPerSecond,
  read: (row) => row.readBytesPerSecond,
  write: (row) => row.writeBytesPerSecond,
}

const texts: Partial<Readonly<Record<FieldName, Value<string>>>> = {
  name: (row) => row.name,
  command: (row) => row.command?.join(' '),
  user: (row) => row.user,
  executable: (row) => row.executable,
  terminal: (row) => row.terminal,
  lesson: (row) => row.lab?.lesson,
  run: (row) => row.lab?.run,
  state: (row) => row.state,
  cgroup: (row) => row.cgroup,
  unit: (row) => row.unit,
  container: (row) => row.container,
  waiting: (row) => row.waitChannel,
  window: (row) => row.windowTitle,
}

/**
 * @param now epoch milliseconds
 * @returns the row's number of that field, in the field's unit; undefined when it is not known
 */
export function numberIn(row: Process, field: FieldName, now: number): number | undefined {
  return numbers[field]?.(row, now)
}

/** @returns the row's text of that field; undefined when it is not known */
export function textIn(row: Process, field: FieldName): string | undefined {
  return texts[field]?.(row, 0)
}
