import { constants } from 'node:os'

/** What a process object shows of itself. */
export interface Shown {
  readonly type: string
  readonly name: string
  readonly daemon: boolean
  /** The process that made it; undefined for the main process. */
  readonly parent: number | undefined
  /** It stands for the process that shows it. */
  readonly isCurrent: boolean
  readonly isClosed: boolean
  /** Undefined before the start. */
  readonly pid: number | undefined
  readonly exitCode: number | undefined
}

/** @returns `<Process name='…' pid=… parent=… stopped exitcode=-SIGTERM daemon>`, as CPython's `repr` */
export function representation(shown: Shown): string {
  const status = statusOf(shown)
  const { pid, exitCode } = shown
  const parts = [
    shown.type,
    `name='${shown.name}'`,
    pid === undefined || shown.isClosed ? '' : `pid=${pid}`,
    `parent=${shown.parent ?? 'None'}`,
    status,
    exitCode === undefined || status !== 'stopped' ? '' : `exitcode=${nameOfCode(exitCode)}`,
    shown.daemon ? 'daemon' : '',
  ]
  return `<${parts.filter((part) => part !== '').join(' ')}>`
}

function statusOf({ isCurrent, isClosed, parent, pid, exitCode }: Shown): string {
  if (isCurrent) return 'started'
  if (isClosed) return 'closed'
  if (parent !== process.pid) return 'unknown'
  if (pid === undefined) return 'initial'
  return exitCode === undefined ? 'started' : 'stopped'
}

function nameOfCode(code: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === -code)
  return signal === undefined || code >= 0 ? String(code) : `-${signal[0]}`
}
