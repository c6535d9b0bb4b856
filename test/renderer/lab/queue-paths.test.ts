import { expect, it } from 'vitest'
import { queuePaths } from '../../../src/renderer/src/features/lab/model/queue-paths.ts'
import type { QueueMoment } from '../../../src/renderer/src/features/lab/model/shared-objects.ts'

const holding = (size: number): QueueMoment => ({
  size,
  unfinished: undefined,
  puts: size,
  gets: 0,
  blockedPut: [],
  blockedGet: [],
})

it('a queue that ends with items in it holds them to the end, and its area comes straight down there', () => {
  const moments = [
    { t: 25, value: holding(1) },
    { t: 50, value: holding(2) },
  ]
  const { line, area } = queuePaths({ moments, largest: 2 }, 100, { width: 400, height: 46 })
  expect(line).toBe('M 0 44 H 100.00 V 24.00 H 200.00 V 4.00 H 400')
  expect(area).toBe(`${line} V 44 Z`)
})
