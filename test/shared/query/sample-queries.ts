import fc from 'fast-check'
import { type Process } from '../../../src/shared/contract/process.ts'
import { type QueryContext } from '../../../src/shared/query/match-query.ts'
import { fields, flags, type Query } from '../../../src/shared/query/query.ts'

export const row = (more: Partial<Process>): Process => ({
  pid: 1,
  startKey: '1',
  ppid: 0,
  name: 'x',
  state: 'sleeping',
  ...more,
})
export const node = row({
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
export const zombie = row({ pid: 4250, ppid: 4242, name: 'sh', user: 'root', state: 'zombie', startedAt: 1_055_000 })
export const thread = row({ pid: 2, ppid: 0, name: 'kthreadd', user: 'root', kernel: true })
export const context: QueryContext = {
  now: 1_060_000,
  ancestors: ({ pid }) => (pid === 4250 ? [4242, 4000, 1] : pid === 4242 ? [4000, 1] : []),
  ports: ({ pid }) => (pid === 4242 ? [8080] : undefined),
}

/** What queries are made of, and what they are not. */
export const pieces = [
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
export function trees(): fc.Arbitrary<Query> {
  const names = Object.keys(fields) as (keyof typeof fields)[]
  const text = fc.string({ minLength: 1, maxLength: 12 }).filter((each) => each.trim() !== '')
  const compare = fc.constantFrom(...names).chain((field): fc.Arbitrary<Query> => {
    const kind = fields[field]
    const number = fc.integer({ min: field === 'port' ? 1 : 0, max: 9999 })
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
