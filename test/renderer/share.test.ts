import { describe, expect, it } from 'vitest'
import { nameRelative } from '../../src/renderer/src/components/format.ts'
import { shownName } from '../../src/renderer/src/components/shown-name.ts'
import { receivingNames } from '../../src/renderer/src/features/processes/can-receive.ts'
import { shownColumns } from '../../src/renderer/src/features/processes/columns/choose.ts'
import type { PageProcess } from '../../src/renderer/src/features/processes/process-store.ts'
import { rowsIn, type Scope } from '../../src/renderer/src/features/processes/share/shared-rows.ts'
import { writeTable } from '../../src/renderer/src/features/processes/share/table-file.ts'
import { en, type MessageId } from '../../src/renderer/src/i18n/en.ts'
import { chinese } from '../../src/renderer/src/i18n/zh-CN.ts'
import { keyOf, treeRows } from '../../src/shared/model/tree.ts'

const make = (pid: number, ppid: number, more: Partial<PageProcess> = {}): PageProcess => ({
  pid,
  startKey: 'k',
  ppid,
  ...(ppid > 0 && { parentStartKey: 'k' }),
  name: `p${pid}`,
  state: 'sleeping',
  ...more,
})
const family = [make(1, 0), make(2, 1, { name: '进程' }), make(3, 2, { fresh: 'started', freshAt: 5 }), make(4, 1)]
const all = new Map(family.map((row) => [keyOf(row), row]))
const shown = treeRows(family, { compare: (a, b) => a.pid - b.pid, isCollapsed: (key) => key === '2@k' })

describe('what is shared', () => {
  const pids = (scope: Scope, selected?: string, ...marked: readonly string[]) =>
    rowsIn(scope, { all, shown, selected, marked: new Set(marked) }).map(({ process, depth }) => [process.pid, depth])

  it('is what is meant, what stands below it, or what is shown', () => {
    expect(pids('shown')).toEqual([
      [1, 0],
      [2, 1],
      [4, 1],
    ])
    expect(pids('meant', '2@k')).toEqual([[2, 0]])
    // In the order of display, not of marking; a row out of sight counts too.
    expect(pids('meant', '2@k', '3@k', '4@k', '1@k')).toEqual([
      [1, 0],
      [4, 0],
      [3, 0],
    ])
    expect(pids('subtree', '2@k')).toEqual([
      [2, 0],
      [3, 1],
    ])
    expect(pids('subtree', undefined, '3@k', '4@k')).toEqual([
      [3, 0],
      [4, 0],
    ])
    expect(pids('subtree')).toEqual([])
    expect(pids('meant', 'gone@k')).toEqual([])
  })
})

it('is told as nameless where nothing of a name can be seen', () => {
  const text = (id: MessageId) => en[id]
  expect(['', '  ', '\n', 'sh'].map((name) => shownName(name, text))).toEqual(['(no name)', '(no name)', '␊', 'sh'])
  expect(nameRelative({ pid: 4, name: '' }, '?')).toBe('4')
  expect([...receivingNames([make(1, 0, { name: '' }), make(3, 0, { name: '  ' }), make(2, 0)])]).toEqual(['p2'])
})

describe('a shared table', () => {
  const write = (
    rows: readonly PageProcess[],
    format: 'text' | 'csv' | 'json',
    ids: readonly string[] = ['pid', 'memory', 'command'],
    texts: Readonly<Record<MessageId, string>> = en,
  ) =>
    writeTable(
      {
        rows: rows.map((process, depth) => ({ key: keyOf(process), process, depth })),
        columns: shownColumns(ids.map((id) => ({ id }))),
        sums: undefined,
        at: 9,
        source: 'procfs',
        locale: 'en',
        text: (id) => texts[id],
      },
      format,
    )

  it('is text in columns, indented as the tree is, also with wide characters', () => {
    expect(write([make(1, 0, { rssBytes: 2048, command: ['a', 'b'] }), make(2, 1, { name: '进程\nx' })], 'text')).toBe(
      ['Name      PID   Memory  Command', 'p1          1  2.0 KiB  a b', '  进程␊x    2', ''].join('\n'),
    )
  })

  it('says as text what the page says, in its language; as CSV and JSON the values themselves', () => {
    const orphan = { evidence: 'observed', adopter: { pid: 1 } } as const
    const rows = [make(1, 0, { state: 'zombie', orphan }), make(2, 1, { fresh: 'ended' })]
    const ids = ['state', 'orphanEvidence']
    const shown = write(rows, 'text', ids, chinese)
    expect(shown).toContain('僵尸')
    expect(shown).toContain(chinese['value.observed'])
    expect(shown).toContain(chinese['row.ended'])
    expect(shown).not.toMatch(/zombie|observed|sleeping/)
    expect(write(rows, 'csv', ids, chinese)).toContain('p1,zombie,observed,')
    expect(write(rows, 'json', ids, chinese)).toContain('"zombie"')
  })

  it('is CSV that says the values themselves, and becomes no formula', () => {
    const rows = [make(7, 1, { name: '=1+1', rssBytes: 2048, command: ['say', '"a, b"'] }), make(8, 1, { name: 'x' })]
    const csv = 'name,pid,memory,command,ppid,depth\r\n\'=1+1,7,2048,"say ""a, b""",1,0\r\nx,8,,,1,1\r\n'
    expect(write(rows, 'csv')).toBe(csv)
  })

  it('is CSV without depths where there is no tree, and with each column once', () => {
    const list = { rows: [{ key: '7@k', process: make(7, 1), depth: 0 }], columns: shownColumns([{ id: 'pid' }]) }
    const more = { sums: undefined, at: 9, source: 'procfs', locale: 'en', text: () => '' }
    expect(writeTable({ ...list, ...more }, 'csv')).toBe('name,pid\r\np7,7\r\n')
    const tree = {
      rows: [...list.rows, { key: '8@k', process: make(8, 7), depth: 1 }],
      columns: shownColumns([{ id: 'ppid' }]),
    }
    expect(writeTable({ ...tree, ...more }, 'csv')).toBe('name,ppid,pid,depth\r\np7,1,7,0\r\np8,7,8,1\r\n')
  })

  it('is JSON as the command line prints it', () => {
    const [, , third] = family
    expect(third?.fresh).toBe('started')
    const { fresh: _, freshAt: __, ...process } = third ?? make(0, 0)
    expect(JSON.parse(write(third === undefined ? [] : [third], 'json'))).toEqual({
      at: 9,
      source: 'procfs',
      processes: [process],
    })
    const ended = make(5, 1, { fresh: 'ended', freshAt: 6, exitCode: 3, exitSignal: 'SIGTERM' })
    expect(JSON.parse(write([ended], 'json'))).toMatchObject({ processes: [make(5, 1)] })
    expect(write([ended], 'json')).not.toMatch(/fresh|exit/)
  })
})
