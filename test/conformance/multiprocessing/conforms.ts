import { beforeAll, describe, expect, it } from 'vitest'
import { runProgram, type EndedProgram } from './run-program.ts'

/**
 * Runs a program once and states each rule it tells as a test of its own.
 * @returns how it ended, for what its output says besides
 */
export function conforms(program: string, rules: Readonly<Record<string, unknown>>): () => EndedProgram {
  let ended: EndedProgram | undefined
  const result = (): EndedProgram => {
    if (ended === undefined) throw new Error(`${program} has not ended.`)
    return ended
  }
  describe(program, () => {
    beforeAll(async () => {
      ended = await runProgram(program)
    }, 240_000)

    it('ends by itself, in good order, and told every rule', () => {
      const { code, signal, told, stderr } = result()
      expect({ code, signal, missing: missing(rules, told), unasked: missing(told, rules) }, stderr).toEqual({
        code: 0,
        signal: null,
        missing: [],
        unasked: [],
      })
    })

    for (const [rule, expected] of Object.entries(rules)) {
      it(rule, () => expect(result().told[rule]).toEqual(expected))
    }
  })
  return result
}

const missing = (wanted: object, given: object): string[] => Object.keys(wanted).filter((key) => !(key in given))
