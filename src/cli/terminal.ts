import { constants } from 'node:os'
import { json } from './visible.ts'

/** Where a command writes, and how it learns that it should end. */
export interface Terminal {
  /** Results: stdout. */
  line(text: string): void
  json(value: unknown): void
  /** Messages: stderr. */
  say(text: string): void
  /** Undefined when stdout is no terminal. */
  readonly columns: number | undefined
  readonly colours: boolean
  /** Aborted by Ctrl-C, SIGTERM, SIGHUP or a reader that went away. */
  readonly ending: AbortSignal
  /** The signal that asked for the end, if one did. */
  readonly endedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined
}

/** @returns the exit status of a command that did not finish because it was told to end, as shells count: 128 + n */
export function interruptedStatus({ endedBy }: Terminal): number | undefined {
  return endedBy === undefined ? undefined : 128 + constants.signals[endedBy]
}

/** Connects a command to this process's streams and signals. */
export function connectTerminal(): Terminal {
  const end = new AbortController()
  let endedBy: Terminal['endedBy']
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      endedBy ??= name
      end.abort()
    })
  }
  // A reader such as `head` that has seen enough is no error.
  process.stdout.on('error', () => end.abort())
  process.stderr.on('error', () => {})
  let gathering = false
  const release = (): void => {
    if (gathering) process.stdout.uncork()
    gathering = false
  }
  // All that is written in one turn leaves in one call of the system: a storm of lines is slow otherwise.
  const line = (text: string): void => {
    if (!gathering) {
      gathering = true
      process.stdout.cork()
      process.nextTick(release)
    }
    process.stdout.write(`${text}\n`)
  }
  return {
    line,
    json: (value) => line(json(value)),
    say(text) {
      // On a terminal both are read as one text: what was written before stands before it.
      release()
      process.stderr.write(`${text}\n`)
    },
    get columns() {
      // A terminal that nobody has told its size says 0.
      return process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : undefined
    },
    colours: process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    ending: end.signal,
    get endedBy() {
      return endedBy
    },
  }
}

/** Waits until what was written has left the process: pipes are written asynchronously. */
export function flushed(): Promise<unknown> {
  const drain = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => {
      if (stream.destroyed || stream.writableEnded) resolve()
      else {
        stream.once('error', () => resolve())
        stream.write('', () => resolve())
      }
    })
  return Promise.all([drain(process.stdout), drain(process.stderr)])
}
