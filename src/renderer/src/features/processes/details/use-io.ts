import { useEffect, useRef } from 'react'
import type { IoTotals, Told } from '../../../../../shared/contract/details.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import type { PageProcess } from '../process-store.ts'
import { histories } from './histories.ts'
import { useSection, type Ask } from './use-section.ts'

const ask: Ask<IoTotals> = (client, identity) => client.details.io(identity)

/**
 * Asks what a process has moved so far, while it is looked at, and measures its rates by the difference where its row
 * has none.
 * @returns what was told last, of one that has ended too, or why it was not; that only where its row has no rates
 */
export function useIo(process: PageProcess): Told<IoTotals> | undefined {
  const hasEnded = process.fresh === 'ended' || process.state === 'zombie'
  const isInRow = process.readBytesPerSecond !== undefined
  const { answer, at } = useSection(ask, process, !hasEnded, true)
  const key = keyOf(process)
  const former = useRef<{ readonly key: string; readonly at: number; readonly totals: IoTotals }>(undefined)
  useEffect(() => {
    if (answer?.kind !== 'told' || at === undefined) return
    const before = former.current
    former.current = { key, at, totals: answer.value }
    if (isInRow || before?.key !== key || before.at >= at) return
    // A second thread was started: what is counted is not the same any more.
    if (before.totals.withChildren !== answer.value.withChildren) return
    const rate = (total: 'readBytes' | 'writtenBytes'): number =>
      Math.max(0, ((answer.value[total] - before.totals[total]) * 1000) / (at - before.at))
    histories.noteIo(key, at, rate('readBytes'), rate('writtenBytes'))
  }, [answer, at, isInRow, key])
  return answer?.kind === 'told' || !(isInRow || hasEnded) ? answer : undefined
}
