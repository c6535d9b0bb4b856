import { describe, expect, it } from 'vitest'
import { indentFor } from '../../src/renderer/src/features/processes/indent.ts'

const levels = Array.from({ length: 60 }, (_, at) => at + 1)

describe('the indent of a level', () => {
  it('is 12 pixels for each where the column is wide', () => {
    expect([1, 2, 10, 15].map((level) => indentFor(level, 600).width)).toEqual([0, 12, 108, 168])
    expect(indentFor(16, 600)).toEqual({ lines: 150, level: 16, width: 168 })
  })

  it.each([80, 120, 160, 200, 260, 368, 600])(
    'of a column of %i pixels tells each level from the one above it',
    (px) => {
      for (const level of levels.slice(1)) {
        const [own, above] = [indentFor(level, px), indentFor(level - 1, px)]
        // By its place, or by its number.
        expect(own.level === undefined ? own.width > above.width : own.level === level).toBe(true)
      }
      expect(levels.filter((level) => indentFor(level, px).level === undefined).length).toBeGreaterThanOrEqual(9)
      // The name keeps the greater part.
      for (const level of levels) expect(indentFor(level, px).width).toBeLessThanOrEqual(px * 0.4)
    },
  )
})
