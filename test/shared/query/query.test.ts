import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Process } from '../../../src/shared/contract/process.ts'
import { applyCompletion, completeQuery } from '../../../src/shared/query/complete-query.ts'
import { formatQuery } from '../../../src/shared/query/format-query.ts'
import { matchQuery, type QueryContext } from '../../../src/shared/query/match-query.ts'
import { placeOf, QueryError } from '../../../src/shared/query/mistakes.ts'
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
  // Members of every object.
  'constructor',
  '__proto__',
  'toString',
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
    ['/usr/lib/x', []],
    ['/srv', []],
    ['/srv/www', []],
    // Only name and command line, and a pid by its number.
    ['root', []],
    ['/^4242$/', []],
    ['/NODE/', []],
    ['/NODE/i', [4242]],
    ['name ~ /^NODE$/i', [4242]],
    ['name = /^NODE$/', []],
    ['mem > 200 MB', [4242]],
    ['mem > "200 MB"', [4242]],
    ['mem>200 MB server', [4242]],
    ['cpu > 5 %', [4242]],
    ['age < 10 s or age:60 s', [4242, 4250]],
    ['threads > 6 node', [4242]],
    ['"a && b" or "|"', []],
    ['toString or constructor', []],
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
    ['constructor = 5', 0, 11, /no field "constructor"/],
    ['__proto__ = 5', 0, 9, /no field "__proto__"/],
    ['state = constructor', 8, 11, /no state "constructor"/],
    ['mem > 200 s', 6, 5, /takes a size such as 200MB, not "200s"/],
    ['pid = 5 %', 6, 3, /takes a number/],
    ['threads > 5%', 10, 2, /takes a number/],
    ['node && cpu > 5', 5, 2, /"&&" means nothing here; did you mean and\?/],
    ['node||cpu', 4, 2, /did you mean or\?/],
    ['!kernel', 0, 1, /did you mean not\?/],
    ['/a.*/zz', 5, 2, /no flags "zz"; there are i, m and s/],
    ['/a/ii', 0, 5, /no regular expression: .*flags/],
    ['/a(?=b)/', 0, 8, /could take for ever.*\(\?=/],
    ['/(?<x>a)\\k<x>/', 0, 14, /could take for ever.*\\k/],
    ['/a{2000}/', 0, 9, /at most 1000 repetitions/],
    ['/a{999}/', 0, 8, /too large/],
    ['port = 99999', 7, 5, /whole number from 1 to 65535, not "99999"/],
    ['port = 80.5', 7, 4, /whole number from 1 to 65535/],
    ['not port != -1', 12, 2, /whole number from 1 to 65535/],
    ['pid = -1', 6, 2, /whole number from 0 to/],
    ['nice = 20', 7, 2, /whole number from -20 to 19/],
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

  it('is told where it nests too deep, before the stack ends', () => {
    const levels = 9000
    for (const [opens, closes] of [
      ['(', ')'],
      ['not ', ''],
      ['(not ', ')'],
    ] as const) {
      const text = `${opens.repeat(levels)}node${closes.repeat(levels)}`
      expect(() => parseQuery(text)).toThrow('This nests deeper than 100 levels.')
    }
    expect(found(`${'('.repeat(100)}node${')'.repeat(100)}`)).toEqual([4242])
    expect(found(`${'(zz) or '.repeat(5000)}node`)).toEqual([4242])
    expect(() => parseQuery(`/${'('.repeat(20_000)}/`)).toThrow(QueryError)
    expect(() => parseQuery(`/${'('.repeat(3000)}a${')'.repeat(3000)}/`)).toThrow(QueryError)
  })

  it('matches a pattern that would backtrack for years', () => {
    const long = row({ name: 'aaaa', command: ['a'.repeat(4096)] })
    expect(matchQuery(parseQuery('/(.*a){25}zq$/'), context)(long)).toBe(false)
    expect(matchQuery(parseQuery('command ~ /^(a+)+$/'), context)(long)).toBe(true)
  })

  it('counts its place in characters, not in halves of them', () => {
    const text = '😀 foo = 3'
    try {
      parseQuery(text)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      expect([error.at, placeOf(error, text)]).toEqual([3, 3])
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
