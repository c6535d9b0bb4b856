import { describe, expect, it } from 'vitest'
import { fitParts, type PartWeight } from '../../../src/renderer/src/features/lab/stage/fit-parts.ts'

const part = (name: string, weight: PartWeight, full: number, glyph = full) => ({
  name,
  weight,
  widths: { full, short: full, glyph },
})
const [ended, orphan, exit, daemon] = [
  part('ended', 'implied', 33),
  part('orphan', 'usual', 60),
  part('exit', 'exit', 54),
  part('daemon', 'usual', 62, 31),
]
const fit = (parts: readonly ReturnType<typeof part>[], room: number) => {
  const { shown, left, isCounted } = fitParts(parts, room, 24)
  return { shown: shown.map((each) => each.part.name), left: left.map(({ name }) => name), isCounted }
}

describe('how a process ended', () => {
  it('goes before all that is told of it besides, in its place', () => {
    const all = [ended, orphan, exit, daemon]
    expect(fit(all, 300).shown).toEqual(['ended', 'orphan', 'exit', 'daemon'])
    expect(fit(all, 140)).toEqual({ shown: ['orphan', 'exit'], left: ['daemon'], isCounted: true })
    expect(fit(all, 100)).toEqual({ shown: ['exit'], left: ['orphan', 'daemon'], isCounted: true })
  })
  it('says that it has ended, too: that alone is counted nowhere', () => {
    expect(fit([ended, exit], 60)).toEqual({ shown: ['exit'], left: [], isCounted: true })
    expect(fit([ended, exit, daemon], 110)).toEqual({ shown: ['exit', 'daemon'], left: [], isCounted: true })
  })
  it('is shown even where nothing can count the rest', () => {
    expect(fit([ended, exit, daemon], 60)).toEqual({ shown: ['exit'], left: ['daemon'], isCounted: false })
  })
})
