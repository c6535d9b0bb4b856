import { constants } from 'node:os'
import { inspect } from 'node:util'

/** What a process object shows of itself. */
export interface Shown {
  readonly type: string
  /** Anything: the constructor takes it unchecked. */
  readonly name: unknown
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
    `name=${quoted(shown.name)}`,
    pid === undefined || shown.isClosed ? '' : `pid=${pid}`,
    `parent=${shown.parent ?? 'None'}`,
    status,
    exitCode === undefined || status !== 'stopped' ? '' : `exitcode=${nameOfCode(exitCode)}`,
    shown.daemon ? 'daemon' : '',
  ]
  return `<${parts.filter((part) => part !== '').join(' ')}>`
}

/** @returns text as Python's `repr` quotes it (unicode_repr in CPython); anything else as it prints */
export function quoted(value: unknown): string {
  if (typeof value !== 'string') return inspect(value)
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'"
  return `${mark}${value.replaceAll(/['"\\]|\p{C}|(?! )\p{Z}/gu, (each) => escaped(each, mark))}${mark}`
}

const short: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(character: string, mark: string): string {
  if (character === '"' || character === "'") return character === mark ? `\\${character}` : character
  const known = short[character]
  if (known !== undefined) return known
  const code = character.codePointAt(0) ?? 0
  const hex = (digits: number): string => code.toString(16).padStart(digits, '0')
  return code < 0x100 ? `\\x${hex(2)}` : code < 0x1_00_00 ? `\\u${hex(4)}` : `\\U${hex(8)}`
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
