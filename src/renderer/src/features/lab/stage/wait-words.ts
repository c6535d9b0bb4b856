import type { Text } from '../../../i18n/use-text.ts'
import type { StuckWait } from '../model/deadlock-story.ts'
import type { RunPicture } from '../model/run-picture.ts'
import type { Wait } from '../model/waits.ts'

/** @returns who waits for whom, and why it never ends, as sentences */
export function deadlockSentences(picture: RunPicture, waits: readonly StuckWait[], text: Text): readonly string[] {
  const name = (pid: number): string => picture.nameOf(pid)
  const sentences = waits.map(({ pid, on, kind, by, byIsDead }) => {
    const values = { who: name(pid), on, by: by === undefined ? '' : name(by) }
    if (kind === 'child') return text('lab.stuck.child', values)
    if (by === undefined) return text('lab.stuck.nobody', values)
    return text(byIsDead ? 'lab.stuck.dead' : 'lab.stuck.held', values)
  })
  const dead = waits.some(({ byIsDead }) => byIsDead)
  const circle = waits.some(({ by, kind }) => kind === 'lock' && waits.some((each) => each.pid === by))
  const why = dead ? 'lab.never.dead' : circle ? 'lab.never.circle' : 'lab.never.nobody'
  return [...sentences, text(why)]
}

/** @returns the graph in words, for those who do not see it */
export function waitSentences(picture: RunPicture, waits: readonly Wait[], text: Text): readonly string[] {
  return waits.map(({ pid, on, kind, by }) => {
    const values = { who: picture.nameOf(pid), on, by: by.map((owner) => picture.nameOf(owner)).join(', ') }
    if (kind === 'child') return text('lab.stuck.child', values)
    return text(by.length === 0 ? 'lab.waits.free' : 'lab.waits.held', values)
  })
}
