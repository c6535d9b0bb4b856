import { hasEnded } from './lane.ts'
import type { RunPicture } from './run-picture.ts'

/**
 * Only the library tells who wrote a line: whatever others start shares the pipe of the main process.
 * @returns whether lines that stand under the main process may be of somebody else: it alone printed, and a child that
 *   the library did not start has come and gone
 */
export function isOthersOutput(picture: RunPicture): boolean {
  const lanes = [...picture.lanes.values()]
  const printing = lanes.filter(({ points }) => points.some(({ kind }) => kind === 'output'))
  const isOfMain = printing.length > 0 && printing.every(({ role }) => role === 'main')
  return isOfMain && lanes.some((lane) => lane.role === 'child' && !lane.isOurs && hasEnded(lane, picture.endUs))
}
