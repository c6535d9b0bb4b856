import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Process } from '../../../src/shared/contract/process.ts'
import { applyCompletion, completeQuery } from '../../../src/shared/query/complete-query.ts'
import { formatQuery } from '../../../src/shared/query/format-query.ts'
import { matchQuery, type QueryContext } from '../../../src/shared/query/match-query.ts'
import { QueryError } from '../../../src/shared/query/mistakes.ts'
import { factsIn, isOfRowAlone, portsIn } from '../../../src/shared/query/needs.ts'
import { parseQuery } from '../../../src/shared/query/parse-query.ts'
import { fields, flags, type Query } from '../../../src/shared/query/query.ts'

const row = (more: Partial<Process>): Process => ({
  pid: 1,
  startKey: '1',
  ppid: 0,
  name: 'x',
  state: 'sleeping',
  ...more,
})
const node = row({
  pid: 4242,
  ppid: 4000,
  name: 'node',
  command: ['node', 'server.js', '--port', '8080'],
  user: 'ann',
  uid: 1000,
  state: 'running',
  cpuPercent: 12.5,
  rssBytes: 300 * 1024 ** 2,
  startedAt: 1_000_000,
  threads: 7,
})
const zombie = row({ pid: 4250, ppid: 4242, name: 'sh', user: 'root', state: 'zombie', startedAt: 1_055_000 })
const thread = row({ pid: 2, ppid: 0, name: 'kthreadd', user: 'root', kernel: true })
const context: QueryContext = {
  now: 1_060_000,
  ancestors: ({ pid }) => (pid === 4250 ? [4242, 4000, 1] : pid === 4242 ? [4000, 1] : []),
  ports: ({ pid }) => (pid === 4242 ? [8080] : undefined),
}
const found = (text: string): readonly number[] =>
  [node, zombie, thread].filter(matchQuery(parseQuery(text), context)).map(({ pid }) => pid)

/** What queries are made of, and what they are not. */
const pieces = [
  ' and ',
  ' or ',
  'not ',
  '(',
  ')',
  'cpu',
  ' > ',
  '=',
  '!=',
  '~',
  ':',
  '"',
  "'",
  '/',
  '\\',
  '5',
  'MB',
  ' ',
  'name',
  'zombie',
  'port',
  '!',
  'é',
  '𝒳',
  '\n',
  '-',
]

/** Any query that can be written. */
function trees(): fc.Arbitrary<Query> {
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const text = fc.string({ minLength: 1, maxLength: 12 }).filter((each) => each.trim() !== '')
  const compare = fc.constantFrom(...names).chain((field): fc.Arbitrary<Query> => {
    const kind = fields[field]
    const number = fc.nat(9999)
    if (kind === 'text') {
      return text.map((value) => ({ kind: 'compare', field, operator: '~', value: { kind: 'text', text: value } }))
    }
    if (kind === 'state') {
      return fc.constant({ kind: 'compare', field, operator: '=', value: { kind: 'text', text: 'zombie' } })
    }
    const factor = kind === 'duration' ? 1000 : 1
    return number.map((value) => ({
      kind: 'compare',
      field,
      operator: field === 'port' ? '=' : '>=',
      value: { kind: 'number', number: value * factor, text: String(value) },
    }))
  })
  const leaf: fc.Arbitrary<Query> = fc.oneof(
    text.map((each): Query => ({ kind: 'text', text: each })),
    fc.constantFrom(...flags).map((flag): Query => ({ kind: 'flag', flag })),
    compare,
  )
  return fc.letrec<{ tree: Query }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree').map((of): Query => ({ kind: 'not', of })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
        .map(([kind, all]): Query => ({ kind, all })),
    ),
  })).tree
}

describe('a query', () => {
  it.each<[string, readonly number[]]>([
    ['', [4242, 4250, 2]],
    ['node', [4242]],
    ['NODE server', [4242]],
    ['"server.js --port"', [4242]],
    ['/^k.*d$/', [2]],
    ['cpu > 5 and (user = root or state = running)', [4242]],
    ['user = root or state = zombie', [4250, 2]],
    ['user=root state=zombie', [4250]],
    ['state = Z', [4250]],
    ['mem > 200MB', [4242]],
    ['mem<=200mb', []],
    ['age < 10s', [4250]],
    ['age >= 1m', [4242]],
    ['port = 8080', [4242]],
    ['port != 8080', [4250, 2]],
    ['parent = 4242', [4250]],
    ['under = 4000', [4242, 4250]],
    ['name = "node"', [4242]],
    ['name != node', [4250, 2]],
    ['name ~ od', [4242]],
    ['name:od', [4242]],
    ['command ~ /--port \\d+/', [4242]],
    ['not kernel', [4242, 4250]],
    ['zombie or kernel', [4250, 2]],
    ['not (zombie or kernel)', [4242]],
    ['"kernel"', []],
    ['pid:4242', [4242]],
    ['4250', [4250]],
    ['threads > 6', [4242]],
    ['cpu < 5', []],
    ['http://nowhere', []],
    ['--port', [4242]],
    ['242', []],
    ['/^424/', [4242]],
    ['/usr/lib/x', []],
    ['/srv', []],
  ])('%s', (text, pids) => {
    expect(found(text)).toEqual(pids)
  })

  it.each<[string, number, number, RegExp]>([
    ['cpu >', 5, 0, /value for cpu is missing/],
    ['cpu > much', 6, 4, /takes a number/],
    ['mem > 10X', 6, 3, /takes a size such as 200MB/],
    ['age < soon', 6, 4, /takes a duration/],
    ['usr = root', 0, 3, /no field "usr"; did you mean user\?/],
    ['state = zombi', 8, 5, /did you mean zombie\?/],
    ['state > zombie', 8, 6, /only be equal/],
    ['name > a', 7, 1, /name is text/],
    ['pid ~ 4', 6, 1, /pid is a number/],
    ['port > 80', 7, 2, /port can only be equal/],
    ['(a or b', 0, 1, /never closed/],
    ['a or b)', 6, 1, /closes nothing/],
    ['a and', 5, 0, /Something to look for is missing/],
    ['= 5', 0, 1, /field is missing before =/],
    ['"abc', 0, 4, /quotation has no end/],
    ['/(/', 0, 3, /no regular expression/],
    ['pid = /4/', 6, 3, /cannot be compared with a regular expression/],
  ])('%s is a mistake at character %i', (text, at, length, message) => {
    try {
      parseQuery(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(QueryError)
      expect(error).toMatchObject({ at, length })
      expect(String(error)).toMatch(message)
    }
  })

  it('says which facts rows must hold for it', () => {
    expect(factsIn(parseQuery('read > 1MB or not (fds > 5 and write > 0) or unit ~ ssh or cpu > 1'))).toEqual([
      'io',
      'descriptors',
      'cgroup',
    ])
    expect(factsIn(parseQuery('node cpu > 1'))).toEqual([])
  })

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

  it('says whether a row alone decides', () => {
    expect(['cpu > 5 or kernel', 'not node'].map((text) => isOfRowAlone(parseQuery(text)))).toEqual([true, true])
    const others = ['not age < 5s', 'a (under = 4)', 'x or port = 80']
    expect(others.map((text) => isOfRowAlone(parseQuery(text)))).toEqual([false, false, false])
  })

  it('says of which ports it must know', () => {
    expect(portsIn(parseQuery('a and not (port = 80 or port != 81)'))).toEqual([80, 81])
    expect(portsIn(parseQuery('port'))).toEqual([])
  })
})

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
  ])('%s', (text, options) => {
    expect(textsAt(text)).toEqual(options)
  })

  it('offers what goes on first, and nothing inside a quotation', () => {
    expect(textsAt('cpu > 5 ').slice(0, 2)).toEqual(['and', 'or'])
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
