import { useStore } from 'zustand'
import { lineSeenLast } from '../model/named-line.ts'
import { labRun } from '../run-store.ts'
import { useMoment, usePicture } from '../stage/use-run.ts'
import { program } from './program-store.ts'

/** @returns the line of the learner's program where its run was last seen; undefined once it is another program */
export function useLineSeen(): number | undefined {
  const picture = usePicture()
  const moment = useMoment()
  const { ending, code } = useStore(program)
  const ran = useStore(labRun, (state) => state.code)
  const file = `program.${ending}`
  if (code !== ran || picture.started?.lesson !== file) return undefined
  return lineSeenLast(picture, file, moment)
}
