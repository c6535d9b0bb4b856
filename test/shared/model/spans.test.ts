import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../src/shared/model/lesson.ts'
import { mostAtOnce, spansOf, stretchMs, told } from '../../../src/shared/model/spans.ts'

const mark = (t: number, pid: number, label: string, value?: number) => ({
  kind: 'mark' as const,
  t,
  pid,
  label,
  ...(value !== undefined && { value }),
})

const record = (...events: RunRecord['events']): RunRecord => ({ events, observations: [], cpus: 2, parameters: {} })

describe('spans', () => {
  const busy = record(
    mark(1000, 1, 'in'),
    mark(2000, 2, 'in'),
    mark(3000, 1, 'out'),
    mark(3000, 3, 'in'),
    mark(4000, 2, 'out'),
    mark(5000, 1, 'in'),
  )

  it('pairs the marks of each process; what has not ended lasts for ever', () => {
    expect(spansOf(busy, 'in', 'out')).toEqual([
      { pid: 1, from: 1000, to: 3000 },
      { pid: 2, from: 2000, to: 4000 },
      { pid: 3, from: 3000, to: Infinity },
      { pid: 1, from: 5000, to: Infinity },
    ])
  })

  it('counts how many lay over one moment; who hands over does not overlap', () => {
    expect(mostAtOnce(spansOf(busy, 'in', 'out'))).toBe(2)
    const relay = [
      { pid: 1, from: 0, to: 5 },
      { pid: 2, from: 5, to: 9 },
    ]
    expect(mostAtOnce(relay)).toBe(1)
    expect(mostAtOnce([])).toBe(0)
  })

  it('measures from the first beginning to the last end', () => {
    expect(stretchMs(spansOf(busy, 'in', 'out'))).toBe(3)
    expect(stretchMs([])).toBe(0)
  })

  it('reads the last number under a label, and only numbers', () => {
    expect(told(record(mark(1, 1, 'left', 3), mark(2, 1, 'left', 0)), 'left')).toBe(0)
    expect(told(record(mark(1, 1, 'left')), 'left')).toBeUndefined()
  })
})
