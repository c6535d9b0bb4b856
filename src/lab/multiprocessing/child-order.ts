import type { ExportName } from './find-export.ts'

/** What a new process reads to know who it is and what it is for. */
export interface ChildOrder {
  readonly path: readonly number[]
  readonly name: string
  readonly daemon: boolean
  /** The program and its arguments, as the main process was started: Python's `sys.argv`. */
  readonly argv: readonly string[]
  readonly parent: { readonly pid: number; readonly name: string }
  /** A class with `run()`, or Process itself. */
  readonly subclass: ExportName | undefined
  /** The instance's own properties. */
  readonly state: Readonly<Record<string, unknown>>
  readonly target: ExportName | undefined
  readonly args: readonly unknown[]
  readonly kwargs: Readonly<Record<string, unknown>> | undefined
}
