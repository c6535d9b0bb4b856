import { basename, join } from 'node:path'

/** The environment that the processes of one program share. */
export const environment = {
  /** Also the marker by which the undertaker recognises what belongs to a run of the lab. */
  run: 'FORKSCOPE_RUN',
  lesson: 'FORKSCOPE_LESSON',
  /** The private folder of the program's broker. */
  folder: 'FORKSCOPE_RUN_FOLDER',
  parameters: 'FORKSCOPE_PARAMETERS',
  /** The program that the main process of a run executes. */
  program: 'FORKSCOPE_PROGRAM',
  /** Where the compiler of a learner's own modules listens. */
  compiler: 'FORKSCOPE_COMPILER',
  /** A file for the trace of a program that was started by itself. */
  trace: 'FORKSCOPE_TRACE',
} as const

/** @returns where a service of a run's folder listens: a Unix socket in it, or on Windows a named pipe */
export function serviceSocket(folder: string, service: 'broker' | 'compiler'): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\${basename(folder)}-${service}` : join(folder, `${service}.sock`)
}

/** Whether this process belongs to a run of the lab, whose supervisor is the broker and hears of everything. */
export function isSupervised(): boolean {
  return process.env[environment.run] !== undefined
}
