import { connect, type Socket } from 'node:net'

/** What a process of a run tells its supervisor; the supervisor adds the time. */
export type RunMessage =
  | { readonly kind: 'hello'; readonly pid: number }
  | {
      readonly kind: 'started'
      readonly pid: number
      readonly child: number
      readonly name: string
      readonly daemon: boolean
    }
  | {
      readonly kind: 'exited'
      readonly pid: number
      readonly child: number
      readonly exitCode?: number
      readonly exitSignal?: string
    }
  | { readonly kind: 'output'; readonly pid: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'mark'; readonly pid: number; readonly label: string; readonly value?: number | string }

/** The environment that the supervisor gives to the processes of its run. */
export const environment = {
  /** Also the marker by which the undertaker recognises what belongs to the run. */
  run: 'FORKSCOPE_RUN',
  lesson: 'FORKSCOPE_LESSON',
  folder: 'FORKSCOPE_RUN_FOLDER',
  socket: 'FORKSCOPE_RUN_SOCKET',
  child: 'FORKSCOPE_LAB_CHILD',
  programs: 'FORKSCOPE_LESSON_FOLDER',
  parameters: 'FORKSCOPE_PARAMETERS',
} as const

let link: Socket | undefined

/**
 * Connects this process to the supervisor of its run.
 * @param lost called when the supervisor is gone: a process of the lab does not outlive it
 */
export function joinRun(path: string, lost: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => {
      link = socket
      // The connection must not keep alive a program that is done.
      socket.unref()
      tell({ kind: 'hello', pid: process.pid })
      resolve()
    })
    socket.once('error', (cause) => {
      if (link === undefined) reject(new Error('The supervisor of this run does not answer.', { cause }))
    })
    socket.once('close', () => {
      if (link !== undefined) lost()
    })
  })
}

/** Tells the supervisor; libuv writes at once, so that it arrives even if this process blocks right afterwards. */
export function tell(message: RunMessage): void {
  link?.write(`${JSON.stringify(message)}\n`)
}

/** Resolves when everything told has left this process. */
export function leaveRun(): Promise<void> {
  return new Promise((resolve) => {
    const socket = link
    link = undefined
    if (socket === undefined || socket.destroyed) return resolve()
    socket.end(() => resolve())
    return undefined
  })
}
