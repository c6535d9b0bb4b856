import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCompletion, completeQuery } from '../../../src/shared/query/complete-query.ts'
import { pieces } from './sample-queries.ts'

describe('completion', () => {
  const known = (field: string): readonly string[] => (field === 'user' ? ['ann', 'root'] : [])
  const textsAt = (text: string): readonly string[] =>
    completeQuery(text, text.length, known).options.map((option) => option.text)

  it.each<[string, readonly string[]]>([
    ['us', ['user']],
    ['cpu > 5 and thr', ['threads']],
    ['state = zo', ['zombie']],
    ['user = ', ['ann', 'root']],
    ['name !', []],
    ['state = zombie a', ['and', 'age', 'args']],
    ['not ker', ['kernel']],
    ['toString = ', []],
  ])('%s', (text, options) => {
    expect(textsAt(text)).toEqual(options)
  })

  it('offers what goes on first, and nothing inside a quotation', () => {
    expect(textsAt('cpu > 5 ').slice(0, 2)).toEqual(['and', 'or'])
    expect(textsAt('constructor ').slice(0, 2)).toEqual(['and', 'or'])
    expect(textsAt('not ')).not.toContain('and')
    expect(textsAt('(')).toContain('cpu')
    expect(textsAt('name = "no')).toEqual([])
    expect(textsAt('cpu !')).toEqual([])
    expect(textsAt('state:zo')).toEqual(['zombie'])
  })

  it('puts what was chosen where the cursor is, quoted when it must be', () => {
    const text = 'user = an and cpu > 5'
    const completion = completeQuery(text, 9, () => ['ann smith'])
    expect(completion.options).toEqual([{ kind: 'value', text: 'ann smith' }])
    expect(applyCompletion(text, completion, { kind: 'value', text: 'ann smith' })).toEqual({
      text: 'user = "ann smith" and cpu > 5',
      cursor: 19,
    })
    expect(applyCompletion('us', completeQuery('us', 2), { kind: 'field', text: 'user' })).toEqual({
      text: 'user ',
      cursor: 5,
    })
  })

  it('never leaves the text, wherever the cursor is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), fc.nat(20), (parts, at) => {
        const text = parts.join('')
        const cursor = Math.min(at, text.length)
        const completion = completeQuery(text, cursor, known)
        expect(completion.to).toBe(cursor)
        expect(text.slice(completion.from, cursor)).toMatch(/^[^\s()]*$/)
        for (const option of completion.options) {
          const put = applyCompletion(text, completion, option)
          expect(put.text.startsWith(text.slice(0, completion.from))).toBe(true)
          expect(put.text.endsWith(text.slice(cursor))).toBe(true)
        }
      }),
    )
  })
})
