import { describe, expect, it } from 'vitest'
import type { PageProcess } from '../../src/renderer/src/features/processes/process-store.ts'
import { comparing, type Sorting } from '../../src/renderer/src/features/processes/columns/sorting.ts'
import { countChips, matching, type Chip } from '../../src/renderer/src/features/processes/filters.ts'
import { gridAction, typeAhead } from '../../src/renderer/src/features/processes/grid-keys.ts'
import { parseQuery } from '../../src/shared/query/parse-query.ts'
import { keyOf, treeRows } from '../../src/shared/model/tree.ts'

const make = (pid: number, extra: Partial<PageProcess> = {}): PageProcess => ({
  pid,
  startKey: 'k',
  ppid: 0,
  name: `p${pid}`,
  state: 'sleeping',
  ...extra,
})

const sorted = (rows: readonly PageProcess[], sorting: Sorting): readonly PageProcess[] => {
  const compare = comparing(sorting)
  return rows.toSorted((a, b) => compare(a, b, keyOf(a), keyOf(b)))
}

describe('comparing', () => {
  it('puts what is not known last, whichever way it sorts', () => {
    const rows = [make(1), make(2, { cpuPercent: 5 }), make(3, { cpuPercent: 9 })]
    const order = (descending: boolean) => sorted(rows, { column: 'cpu', descending }).map((row) => row.pid)
    expect(order(true)).toEqual([3, 2, 1])
    expect(order(false)).toEqual([2, 3, 1])
  })
})

describe('filters', () => {
  const shell = make(4000, { name: 'bash', user: 'ann', command: ['/bin/bash', '--login'] })

  const context = { now: 0, ancestors: () => [], ports: () => undefined }
  const shows = (words: string, row: PageProcess, chip: Chip = 'all') =>
    matching(parseQuery(words), chip, context)?.(row) ?? true

  it('finds by name, pid and command line; every word must occur, and the user has a field', () => {
    for (const words of ['BASH', '4000', '--login', 'login bash', 'user = ann']) {
      expect(shows(words, shell), words).toBe(true)
    }
    for (const words of ['zsh', '40001', 'login zsh', 'ann']) expect(shows(words, shell), words).toBe(false)
  })

  it('asks nothing without words and chip, so that no row is compared', () => {
    expect(matching(parseQuery('  '), 'all', context)).toBeUndefined()
  })

  it('asks a row once, unless time or others decide', () => {
    let asked = 0
    const counting = {
      ...context,
      get now() {
        asked += 1
        return 10_000
      },
    }
    const young = matching(parseQuery('age < 5s'), 'all', counting)
    const row = make(1, { startedAt: 8000 })
    expect([young?.(row), young?.(row)]).toEqual([true, true])
    expect(asked).toBe(2)
    let read = 0
    const named = {
      ...row,
      get name() {
        read += 1
        return 'x'
      },
    }
    const byName = matching(parseQuery('name = x'), 'all', context)
    expect([byName?.(named), byName?.(named)]).toEqual([true, true])
    expect(read).toBe(1)
  })

  it('narrows by query and chip at once', () => {
    expect(shows('bash', shell, 'zombie')).toBe(false)
    expect(shows('bash', { ...shell, state: 'zombie' }, 'zombie')).toBe(true)
  })

  it('narrows to the processes of a lab run', () => {
    const lab = { run: 'r1', lesson: '16-zombie', role: 'child' } as const
    expect(shows('run:r1', make(1, { lab }))).toBe(true)
    expect(shows('run:r2', make(1, { lab }))).toBe(false)
  })

  it('counts the living only', () => {
    const orphan = { evidence: 'observed', adopter: { pid: 1 } } as const
    const rows = [make(1, { state: 'zombie', orphan }), make(2, { state: 'running' }), make(3, { fresh: 'ended' })]
    const table = new Map(rows.map((each) => [keyOf(each), each]))
    expect(countChips(table)).toEqual({ all: 2, running: 1, zombie: 1, orphan: 1, stopped: 0, lab: 0 })
  })
})

describe('keys of the grid', () => {
  const family = [
    make(1, { name: 'init' }),
    make(2, { name: 'bash', ppid: 1, parentStartKey: 'k' }),
    make(3, { name: 'node', ppid: 2, parentStartKey: 'k' }),
    make(4, { name: 'nginx', ppid: 1, parentStartKey: 'k' }),
  ]
  const rows = treeRows(family, { compare: (a, b) => a.pid - b.pid, isCollapsed: (key) => key === '2@k' })
  const press = (key: string, selected?: string, shift = false) =>
    gridAction({ key, shift, ctrl: false }, rows, selected)

  it('moves among the visible rows and stays inside', () => {
    expect(press('ArrowDown', '1@k')).toEqual({ kind: 'select', key: '2@k' })
    expect(press('ArrowDown', '2@k')).toEqual({ kind: 'select', key: '4@k' })
    expect(press('ArrowDown', '4@k')).toEqual({ kind: 'select', key: '4@k' })
    expect(press('ArrowUp', '1@k')).toEqual({ kind: 'select', key: '1@k' })
    expect(press('End')).toEqual({ kind: 'select', key: '4@k' })
    expect(press('Home', '4@k')).toEqual({ kind: 'select', key: '1@k' })
  })

  it('takes a range further with Shift, and steps into a row as without', () => {
    for (const key of ['ArrowDown', 'PageDown', 'End']) {
      expect(press(key, '2@k', true), key).toEqual({ kind: 'extend', key: '4@k' })
    }
    expect(press('ArrowUp', '2@k', true)).toEqual({ kind: 'extend', key: '1@k' })
    expect(press('ArrowRight', '1@k', true)).toEqual({ kind: 'select', key: '2@k' })
    expect(press(' ', '2@k', true)).toEqual({ kind: 'mark', key: '2@k' })
  })

  it('turns pages as long as what is in sight, and stays inside', () => {
    const turn = (key: string, selected: string) => gridAction({ key, shift: false, ctrl: false }, rows, selected, 2)
    expect(turn('PageDown', '1@k')).toEqual({ kind: 'select', key: '4@k' })
    expect(turn('PageUp', '4@k')).toEqual({ kind: 'select', key: '1@k' })
    expect(turn('PageDown', '2@k')).toEqual({ kind: 'select', key: '4@k' })
  })

  it('goes on from where a row has left', () => {
    const after = (key: string) => gridAction({ key, shift: false, ctrl: false }, rows, 'gone@k', 20, 1)
    expect(after('ArrowDown')).toEqual({ kind: 'select', key: '2@k' })
    expect(after('ArrowUp')).toEqual({ kind: 'select', key: '1@k' })
  })

  it('opens and closes, goes to the parent and to the first child', () => {
    expect(press('ArrowRight', '2@k')).toEqual({ kind: 'toggle', key: '2@k' })
    expect(press('ArrowRight', '1@k')).toEqual({ kind: 'select', key: '2@k' })
    expect(press('ArrowLeft', '1@k')).toEqual({ kind: 'toggle', key: '1@k' })
    expect(press('ArrowLeft', '2@k')).toEqual({ kind: 'select', key: '1@k' })
  })

  it('marks a range with Shift, and all with Ctrl or Cmd and A', () => {
    expect(press('ArrowDown', '2@k', true)).toEqual({ kind: 'extend', key: '4@k' })
    expect(press('ArrowUp', '4@k', true)).toEqual({ kind: 'extend', key: '2@k' })
    expect(press('Home', '4@k', true)).toEqual({ kind: 'extend', key: '1@k' })
    expect(gridAction({ key: 'a', shift: false, ctrl: true }, rows, '1@k')).toEqual({ kind: 'markAll' })
    expect(gridAction({ key: 'x', shift: false, ctrl: true }, rows, '1@k')).toBeUndefined()
  })

  it('terminates with Delete and kills with Shift+Delete', () => {
    expect(press('Delete', '2@k')).toEqual({ kind: 'signal', signal: 'SIGTERM' })
    expect(press('Delete', '2@k', true)).toEqual({ kind: 'signal', signal: 'SIGKILL' })
  })

  it('jumps to names by their first letters, and around the end', () => {
    expect(typeAhead('n', rows, '1@k')).toBe('4@k')
    expect(typeAhead('b', rows, '4@k')).toBe('2@k')
    expect(typeAhead('ng', rows, '4@k')).toBe('4@k')
    expect(typeAhead('x', rows, '1@k')).toBeUndefined()
  })
})
