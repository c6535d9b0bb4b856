import { describe, expect, it } from 'vitest'
import { parseTarget } from '../../src/cli/parse-target.ts'
import { queryHelp } from '../../src/cli/ps-help.ts'
import { treeOf, withAncestors } from '../../src/cli/ps-tree.ts'
import { parseQuery } from '../../src/cli/query.ts'
import { parseSort } from '../../src/cli/sort.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { displayWidth, fit, json, visible } from '../../src/cli/visible.ts'
import type { Process } from '../../src/shared/contract/process.ts'

const row = (pid: number, ppid: number, name: string, more: Partial<Process> = {}): Process => ({
  pid,
  startKey: `k${pid}`,
  ppid,
  ...(ppid > 0 && { parentStartKey: `k${ppid}` }),
  name,
  state: 'sleeping',
  ...more,
})

describe('ps', () => {
  const rows = [row(1, 0, 'init'), row(2, 1, 'a'), row(3, 2, 'b'), row(4, 1, 'c'), row(5, 99, 'lost')]

  it('draws the tree', () => {
    expect(treeOf(rows).map(({ lines, row: { name } }) => `${lines}${name}`)).toEqual([
      'init',
      '├─ a',
      '│  └─ b',
      '└─ c',
      'lost',
    ])
  })

  it('shows every row of a cycle once', () => {
    expect(treeOf([row(1, 2, 'a'), row(2, 1, 'b')])).toHaveLength(2)
  })

  it('keeps what is above a match', () => {
    expect(withAncestors(rows, parseQuery('B').select(new Map())(rows, 0)).map(({ pid }) => pid)).toEqual([1, 2, 3])
  })

  it('sorts, the unknown last', () => {
    const busy = [row(1, 0, 'a'), row(2, 0, 'b', { cpuPercent: 5 }), row(3, 0, 'c', { cpuPercent: 9 })]
    expect(busy.toSorted(parseSort('cpu').compare).map(({ pid }) => pid)).toEqual([3, 2, 1])
    expect(() => parseSort('cpuu')).toThrow('did you mean cpu?')
    expect(parseSort('cpu').facts).toEqual([])
    expect(parseSort('write').facts).toEqual(['io'])
  })

  it('understands fields, what is above a row, and who listens', () => {
    const listeners = new Map([[80, [3]]])
    const found = (text: string) => rows.filter(parseQuery(text).select(listeners)(rows, 0)).map(({ pid }) => pid)
    expect(found('under = 2 or name = c')).toEqual([3, 4])
    expect(found('port = 80')).toEqual([3])
    expect(parseQuery('port = 80').ports).toEqual([80])
    expect(parseQuery('read > 1MB').facts).toEqual(['io'])
  })

  it('understands every example of its help', () => {
    const examples = [...queryHelp.matchAll(/--query "([^"]+)"$/gm)].map(([, query]) => query ?? '')
    expect(examples).toHaveLength(3)
    for (const each of examples) expect(() => parseQuery(each)).not.toThrow()
    expect(Math.max(...queryHelp.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  it('names a mistake and its place in one sentence', () => {
    expect(() => parseQuery('cpuu > 5')).toThrow(UsageError)
    expect(() => parseQuery('cpuu > 5')).toThrow('at character 1: There is no field "cpuu"; did you mean cpu?')
    expect(() => parseQuery('cpu >')).toThrow('at its end: A value for cpu is missing.')
  })

  it('writes out what could steer a terminal', () => {
    expect(visible('a\u001b[31m\u202eb\n')).toBe('a\\e[31m\\u{202e}b\\n')
    expect(JSON.parse(json({ name: '\u009b\u202e' }))).toEqual({ name: '\u009b\u202e' })
    expect(json('\u009b\u202e')).toBe('"\\u009b\\u202e"')
  })

  it('measures wide characters', () => {
    expect(displayWidth('进程a')).toBe(5)
    expect(fit('进程进程', 5)).toBe('进程…')
  })
})

describe('targets', () => {
  it.each([
    ['42', { kind: 'process', pid: 42 }],
    ['42@99', { kind: 'process', pid: 42, startKey: '99' }],
    ['name:my app', { kind: 'name', name: 'my app' }],
    [':8080', { kind: 'port', port: 8080 }],
  ])('%s', (text, spec) => expect(parseTarget(text)).toEqual(spec))

  it.each(['', 'x', '-5', '4.2', ':0', ':65536', 'name:', '42@', '1e3'])('refuses %j', (text) => {
    expect(() => parseTarget(text)).toThrow(UsageError)
  })
})
