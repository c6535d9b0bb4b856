import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuery } from '../../../src/shared/query/format-query.ts'
import { matchQuery } from '../../../src/shared/query/match-query.ts'
import { QueryError } from '../../../src/shared/query/mistakes.ts'
import { parseQuery } from '../../../src/shared/query/parse-query.ts'
import { type Query } from '../../../src/shared/query/query.ts'
import { context, node, pieces, thread, trees, zombie } from './sample-queries.ts'

describe('any query', () => {
  it('never does anything but parse or name a place within the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        try {
          matchQuery(parseQuery(text), context)(node)
        } catch (error) {
          if (!(error instanceof QueryError)) throw error
          expect(error.at + error.length).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is what its text says, however it is nested', () => {
    fc.assert(
      fc.property(trees(), (query) => {
        expect(parseQuery(formatQuery(query))).toEqual(query)
      }),
    )
  })

  it('obeys the laws of not, and, or', () => {
    fc.assert(
      fc.property(trees(), trees(), (a, b) => {
        const pids = (query: Query): readonly number[] =>
          [node, zombie, thread].filter(matchQuery(query, context)).map(({ pid }) => pid)
        const not = (of: Query): Query => ({ kind: 'not', of })
        const both = (kind: 'and' | 'or', x: Query, y: Query): Query => ({ kind, all: [x, y] })
        expect(pids(not(not(a)))).toEqual(pids(a))
        expect(pids(not(both('and', a, b)))).toEqual(pids(both('or', not(a), not(b))))
        expect(pids(both('and', a, b))).toEqual(pids(b).filter((pid) => pids(a).includes(pid)))
        expect(pids(both('or', a, not(a)))).toEqual([4242, 4250, 2])
        expect(pids(both('and', a, not(a)))).toEqual([])
      }),
    )
  })
})
