import { describe, expect, it } from 'vitest'
import { dodgeBy } from '../../src/renderer/src/components/dodge.ts'
import { windowAt } from '../../src/renderer/src/features/processes/use-row-window.ts'

describe('the window of drawn rows', () => {
  it('covers what is in sight, whatever the position', () => {
    for (let scrollTop = 0; scrollTop < 5000; scrollTop += 7) {
      const { from, to } = windowAt(scrollTop, 600, 24)
      expect(from * 24).toBeLessThanOrEqual(scrollTop)
      expect(to * 24).toBeGreaterThanOrEqual(scrollTop + 600)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to - from).toBeLessThan(60)
    }
  })

  it('stays while the scrolling is small, so that nothing is drawn again', () => {
    expect(windowAt(4800, 600, 24)).toEqual(windowAt(4800 + 90, 600, 24))
  })
})

describe('dodging the pointer', () => {
  const box = { left: 100, right: 500, top: 300, bottom: 500 }
  const danger = { left: 400, right: 480, top: 450, bottom: 480 }
  const isClear = (at: { readonly x: number; readonly y: number }, by: number): boolean =>
    at.y < danger.top + by || at.y > danger.bottom + by || at.x < danger.left || at.x > danger.right

  it('stays where the pointer is elsewhere', () => {
    expect(dodgeBy(danger, box, { x: 10, y: 10 }, 800)).toBe(0)
    expect(dodgeBy(danger, box, { x: 440, y: 350 }, 800)).toBe(0)
  })

  it('moves away from a pointer on the button or just beside it, and stays in the window', () => {
    for (let y = 440; y <= 490; y += 5) {
      const at = { x: 440, y }
      for (const height of [800, 510]) {
        const by = dodgeBy(danger, box, at, height)
        expect(by, `${y}`).not.toBe(0)
        expect(isClear(at, by), `${y}`).toBe(true)
        expect(box.bottom + by).toBeLessThanOrEqual(height)
      }
    }
  })
})
