import { callSite } from './multiprocessing/call-site.ts'
import { programLink } from './multiprocessing/program-link.ts'

/** What this process writes is told to its supervisor, which so knows whose line it is. */
export function tellOutput(): void {
  const link = programLink()
  for (const stream of ['stdout', 'stderr'] as const) {
    const write = (chunk: string | Uint8Array, encoding?: unknown, written?: unknown): boolean => {
      link.tell({ op: 'output', stream, text: Buffer.from(chunk as string).toString('utf8'), ...callSite() })
      const done = typeof encoding === 'function' ? encoding : written
      if (typeof done === 'function') process.nextTick(done)
      return true
    }
    process[stream].write = write
  }
}
