import { useEffect, useRef } from 'react'
import type { IoTotals, Told } from '../../../../../shared/contract/details.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import type { PageProcess } from '../process-store.ts'
import { histories } from './histories.ts'
import { useSection, type Ask } from './use-section.ts'

const ask: Ask<IoTotals> = (client, identity) => client.details.io(identity)

/**
 * Measures the rates of a process whose row has none: the difference of what it has moved so far, while it is looked at.
 * @returns what was told last, or why it was not; undefined while the row has them
 */
export function useIo(process: PageProcess): Told<IoTotals> | undefined {
  const isWanted = process.readBytesPerSecond === undefined && process.fresh !== 'ended'
  const { answer, at } = useSection(ask, process, isWanted, true)
  const key = keyOf(process)
  const former = useRef<{ readonly key: string; readonly at: number; readonly totals: IoTotals }>(undefined)
  useEffect(() => {
    if (answer?.kind !== 'told' || at === undefined) return
    const before = former.current
    former.current = { key, at, totals: answer.value }
    if (before?.key !== key || before.at >= at) return
    const rate = (total: keyof IoTotals): number =>
      Math.max(0, ((answer.value[total] - before.totals[total]) * 1000) / (at - before.at))
    histories.noteIo(key, at, rate('readBytes'), rate('writtenBytes'))
  }, [answer, at, key])
  return isWanted ? answer : undefined
}
