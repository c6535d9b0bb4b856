import { constants } from 'node:os'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signalsOfMask } from '../../../src/shared/model/signal-mask.ts'

describe('signalsOfMask', () => {
  it('knows masks of real programs', () => {
    expect(signalsOfMask('0000000000000000')).toEqual([])
    expect(signalsOfMask('0000000000004000')).toEqual(['SIGTERM'])
    expect(signalsOfMask('0000000000001000')).toEqual(['SIGPIPE'])
    // Node: SIGUSR1, SIGINT and SIGTERM are caught.
    expect(signalsOfMask('0000000000004202')).toEqual(['SIGINT', 'SIGUSR1', 'SIGTERM'])
    expect(signalsOfMask('fffffffe00000000').slice(0, 3)).toEqual(['SIGRTMIN', 'SIGRTMIN+1', 'SIGRTMIN+2'])
    expect(signalsOfMask('8000000180000000')).toEqual(['32', '33', 'SIGRTMIN+30'])
  })

  it('answers nothing to what is no mask', () => {
    for (const text of ['', 'x', '0x10', '-1', 'f'.repeat(33)]) expect(signalsOfMask(text)).toEqual([])
  })

  it('has a name of its own for each bit', () => {
    const bits = fc.uniqueArray(fc.integer({ min: 0, max: 63 }))
    fc.assert(
      fc.property(bits, (chosen) => {
        const mask = chosen.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n)
        const found = signalsOfMask(mask.toString(16).padStart(16, '0'))
        expect(new Set(found).size).toBe(chosen.length)
      }),
    )
  })

  it.runIf(process.platform === 'linux')('agrees with Node about the numbers', () => {
    const aliases = new Set(['SIGIOT', 'SIGPOLL', 'SIGUNUSED', 'SIGCLD'])
    for (const [name, number] of Object.entries(constants.signals)) {
      if (aliases.has(name)) continue
      expect(signalsOfMask((1n << BigInt(number - 1)).toString(16)), name).toEqual([name])
    }
  })
})
