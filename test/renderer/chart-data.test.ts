import fc from 'fast-check'
import { expect, it } from 'vitest'
import { valueSpace } from '../../src/renderer/src/components/chart-data.ts'

/** The round numbers between which uPlot chooses. */
const steps = Array.from({ length: 20 }, (_, power) => [1, 2, 2.5, 5].map((step) => step * 10 ** (power - 8))).flat()

it('always leaves a mark above zero, however high the chart and its values are', () => {
  // Of processes, of the machine's figures, of its CPUs.
  fc.assert(
    fc.property(fc.constantFrom(54, 96, 138), fc.double({ min: 0.01, max: 1e9, noNaN: true }), (height, top) => {
      const step = steps.find((each) => (each * height) / top >= valueSpace(height)) ?? Number.POSITIVE_INFINITY
      expect(step).toBeLessThanOrEqual(top)
    }),
  )
})
