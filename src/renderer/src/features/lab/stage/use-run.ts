import { useStore } from 'zustand'
import type { RunPicture } from '../model/run-picture.ts'
import { labRun } from '../run-store.ts'
import { stage } from '../stage-store.ts'

/** @returns the run's picture; what uses it is drawn again when the picture grew */
export function usePicture(): RunPicture {
  useStore(labRun, (state) => state.version)
  return useStore(labRun, (state) => state.picture)
}

/** @returns the moment to show, microseconds: the cursor, or the latest */
export function useMoment(): number {
  const picture = usePicture()
  const cursor = useStore(stage, (state) => state.cursorUs)
  return cursor ?? Math.max(picture.endUs, 0)
}

/** @returns a time as people read it: seconds with three decimals */
export function timeText(t: number, digits = 3): string {
  return `${(t / 1_000_000).toFixed(digits)} s`
}
