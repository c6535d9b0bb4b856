import { describe, expect, it } from 'vitest'
import { fitBadges, type BadgeWidths } from '../../src/renderer/src/components/fit-badges.ts'

const orphan: BadgeWidths = { full: 200, short: 70, glyph: 30 }
const lab: BadgeWidths = { full: 80, short: 50, glyph: 30 }
const kernel: BadgeWidths = { full: 60, short: 60, glyph: 30 }
const fit = (badges: readonly BadgeWidths[], all: number, name: number) => fitBadges(badges, { all, name, more: 36 })

describe('badges beside a name', () => {
  it('are whole where there is room for the name too', () => {
    expect(fit([orphan, lab], 380, 100)).toEqual(['full', 'full'])
    expect(fit([], 10, 100)).toEqual([])
  })

  it('become words before the name is cut, the weightiest last', () => {
    expect(fit([orphan, lab], 379, 100)).toEqual(['full', 'short'])
    expect(fit([orphan, lab], 349, 100)).toEqual(['short', 'short'])
    expect(fit([orphan, lab], 220, 100)).toEqual(['short', 'short'])
  })

  it('take room from the name before words become pictures', () => {
    expect(fit([orphan, lab], 168, 100)).toEqual(['short', 'short'])
    expect(fit([orphan, lab], 160, 40)).toEqual(['short', 'short'])
  })

  it('become pictures before they are left out, and are counted then', () => {
    expect(fit([orphan, lab], 167, 100)).toEqual(['short', 'glyph'])
    expect(fit([orphan, lab], 120, 100)).toEqual(['glyph', 'glyph'])
    expect(fit([orphan, lab, kernel], 120, 100)).toEqual(['glyph'])
    expect(fit([orphan, lab], 100, 100)).toEqual([])
  })

  it('never need more room than there is, as long as there is some', () => {
    for (let all = 84; all < 500; all += 1) {
      for (const name of [10, 60, 300]) {
        const badges = [orphan, lab, kernel]
        const shown = fit(badges, all, name)
        const used = shown.reduce((sum, form, at) => sum + (badges[at]?.[form] ?? 0), 0)
        const counted = shown.length < badges.length ? 36 : 0
        expect(used + counted + Math.min(name, 48), `${all} ${name}`).toBeLessThanOrEqual(all)
      }
    }
  })
})
