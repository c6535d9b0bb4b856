import type { ProcessDescriptor } from 'ps-list'
import { describe, expect, it } from 'vitest'
import { createPsListSource, inspectByPsList } from '../../../src/core/platform/ps-list-source.ts'
import { parseNetstat } from '../../../src/core/platform/win32/ports.ts'
import { stampOfName } from '../../../src/core/platform/win32/processes.ts'
import { parseWmic } from '../../../src/core/platform/win32/signalling.ts'
import { createTableBuilder } from '../../../src/core/processes/table-builder.ts'
import { fixture } from './fixture.ts'

/** As ps-list reads fastlist's lines. */
const listed = (): Promise<ProcessDescriptor[]> =>
  Promise.resolve(
    fixture('win32/fastlist.tsv')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split('\t'))
      .map(([pid, ppid, name]) => ({ pid: Number(pid), ppid: Number(ppid), name: name ?? '' })),
  )

describe('parseNetstat', () => {
  it('finds who listens on a port, not who talks over it, nor on a port that ends alike', () => {
    const text = fixture('win32/netstat-ano.txt')
    expect(parseNetstat(text, 8080)).toEqual([7316])
    expect(parseNetstat(text, 80)).toEqual([])
    expect(parseNetstat(text, 50_112)).toEqual([])
  })

  it('reads IPv6, several listeners, and translated states', () => {
    expect(parseNetstat(fixture('win32/netstat-ano-v6.txt'), 8080)).toEqual([7316, 8220, 8221])
    expect(parseNetstat(fixture('win32/netstat-ano-de.txt'), 8080)).toEqual([7316])
  })
})

describe('parseWmic', () => {
  it('reads its doubled line ends', () => {
    const parents = parseWmic(fixture('win32/wmic-parents.csv'))
    expect(parents.get(7316)).toEqual({ ppid: 672 })
    expect(parents.get(4)).toEqual({ ppid: 0 })
    expect([...parents.keys()]).toEqual([4, 396, 7316, 9040])
  })

  it('finds nothing where wmic is missing', () => {
    expect(parseWmic('').size).toBe(0)
  })
})

describe('ps-list on Windows', () => {
  it('has pid, parent and name, and calls nothing else known', async () => {
    const rows = await createPsListSource(stampOfName, listed).read()
    expect(rows).toHaveLength(10)
    expect(rows.find((row) => row.pid === 9312)).toMatchObject({ ppid: 7316, name: '程序 🐈.exe', state: 'unknown' })
    expect(rows.find((row) => row.pid === 4)?.startKey).toBe('name:System')
    expect(rows.every((row) => row.startKey.length <= 64)).toBe(true)
  })

  it('becomes a table without rings and without what is not known', async () => {
    const { started } = createTableBuilder().next(await createPsListSource(stampOfName, listed).read(), 0)
    const row = (pid: number) => started.find((each) => each.pid === pid)
    expect(row(9040)?.parentStartKey).toBe('name:explorer.exe')
    expect(row(9100)).not.toHaveProperty('parentStartKey')
    expect(row(9200)?.parentStartKey).toBe('name:node.exe')
    expect(row(9100)).toEqual({ pid: 9100, startKey: 'name:node.exe', ppid: 9200, name: 'node.exe', state: 'unknown' })
  })

  it('looks at one process', async () => {
    expect(await inspectByPsList(672, stampOfName, listed)).toMatchObject({ name: 'winlogon.exe', ppid: 592 })
    expect(await inspectByPsList(1, stampOfName, listed)).toBeUndefined()
  })

  it('takes an empty list for a failure', async () => {
    const empty = createPsListSource(stampOfName, () => Promise.resolve([]))
    await expect(empty.read()).rejects.toThrow('no process')
  })
})
