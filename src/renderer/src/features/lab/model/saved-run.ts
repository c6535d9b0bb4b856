import { traceEventSchema, type TraceEvent } from '../../../../../shared/contract/trace.ts'
import { inOneLanguage } from '../../../../../shared/model/one-language.ts'

/** First line of a saved run; the trace follows, one event per line. */
export interface SavedRunHeader {
  readonly format: 'forkscope-run'
  readonly version: 1
  readonly lesson: string
  readonly savedAt: string
}

export interface SavedRun {
  readonly header: SavedRunHeader
  /** Of the first run in the file. */
  readonly events: readonly TraceEvent[]
  /** How many runs the file holds: `--repeat` writes one after the other. */
  readonly runs: number
  /** The file ends before the run does. */
  readonly cut: boolean
}

/** Why a file cannot be opened, for the page to word. */
export class SavedRunError extends Error {
  override readonly name = 'SavedRunError'
  /** @param line where, from 1, if that is known */
  constructor(
    readonly why: 'line' | 'empty' | 'newer',
    readonly line?: number,
  ) {
    super(line === undefined ? why : `${why} ${line}`)
  }
}

/** Every run begins with this event, and Forkscope writes its kind first. */
const beginsRun = /^\{"kind":"run-started"/

/** @returns the run as one text: a header, then the trace as JSON lines */
export function writeRun(lesson: string, events: readonly TraceEvent[], savedAt: Date): string {
  const header: SavedRunHeader = { format: 'forkscope-run', version: 1, lesson, savedAt: savedAt.toISOString() }
  return `${JSON.stringify(header)}\n${lines(events)}`
}

/** @returns the trace alone, as `forkscope lab run --json` prints it */
export function traceLines(events: readonly TraceEvent[]): string {
  return lines(events.map(inOneLanguage))
}

const lines = (events: readonly TraceEvent[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('')

/**
 * @param text a saved run, or a trace of the command line
 * @param pause called now and then: a large file must not block the page
 * @throws SavedRunError with the line that cannot be read
 */
export async function readRun(text: string, pause: () => Promise<void>): Promise<SavedRun> {
  const lines = text.split('\n')
  const header = headerOf(lines[0] ?? '')
  const events: TraceEvent[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === 0 && header !== undefined)) continue
    // What follows is no part of this run: other runs, and the summary that `--repeat` adds.
    if (events.at(-1)?.kind === 'report') break
    if (index % 400 === 399) await pause()
    const value = parse(line)
    // Half a line, and no other after it: it was cut off there.
    if (value === undefined && index === lines.length - 1 && events.length > 0) break
    const event = traceEventSchema.safeParse(value)
    if (!event.success) throw new SavedRunError('line', index + 1)
    // The run before it has no report, and never got one.
    if (event.data.kind === 'run-started' && events.length > 0) break
    events.push(event.data)
  }
  const first = events[0]
  if (first?.kind !== 'run-started') throw new SavedRunError('empty')
  const fallback = { format: 'forkscope-run', version: 1, lesson: first.lesson, savedAt: '' } as const
  const cut = events.at(-1)?.kind !== 'report'
  return { header: header ?? fallback, events, runs: lines.filter((line) => beginsRun.test(line)).length, cut }
}

function headerOf(line: string): SavedRunHeader | undefined {
  const value = parse(line)
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'format') !== 'forkscope-run') return undefined
  if (Reflect.get(value, 'version') !== 1) throw new SavedRunError('newer')
  const text = (key: string): string => String(Reflect.get(value, key) ?? '')
  return { format: 'forkscope-run', version: 1, lesson: text('lesson'), savedAt: text('savedAt') }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
