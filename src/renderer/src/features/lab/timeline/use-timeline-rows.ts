import { useEffect, useState } from 'react'
import { timelineRows, type TimelineRow } from '../model/timeline-rows.ts'
import { labRun } from '../run-store.ts'

/** All of them are gathered and sorted anew: so often a run may cost that, however fast it goes. */
const gatherEveryMs = 500

/** @returns what the timeline draws, in the order of time; of a run that goes on, as it was half a second ago at most */
export function useTimelineRows(): readonly TimelineRow[] {
  const [rows, setRows] = useState(() => timelineRows(labRun.getState().picture))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const gather = (): void => {
      clearTimeout(timer)
      timer = undefined
      setRows(timelineRows(labRun.getState().picture))
    }
    const stop = labRun.subscribe(({ picture, version }, before) => {
      if (picture !== before.picture) gather()
      else if (version !== before.version) timer ??= setTimeout(gather, gatherEveryMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])
  return rows
}
