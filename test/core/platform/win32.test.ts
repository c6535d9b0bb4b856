import type { ProcessDescriptor } from 'ps-list'
import { describe, expect, it } from 'vitest'
import { createPsListSource, inspectByPsList } from '../../../src/core/platform/ps-list-source.ts'
import { parseNetstat } from '../../../src/core/platform/win32/ports.ts'
import { stampOfName } from '../../../src/core/platform/win32/processes.ts'
import type { SendOutcome } from '../../../src/core/platform/signalling.ts'
import { outcomeOfTaskkill } from '../../../src/core/platform/win32/taskkill.ts'
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
    expect(parseNetstat(text, 8080)).toEqual([{ pid: 7316, protocol: 'tcp' }])
    expect(parseNetstat(text, 80)).toEqual([])
    expect(parseNetstat(text, 50_112)).toEqual([])
  })

  it('reads IPv6, several listeners, and translated states', () => {
    expect(parseNetstat(fixture('win32/netstat-ano-v6.txt'), 8080)).toEqual(
      [7316, 8220, 8221].map((pid) => ({ pid, protocol: 'tcp' })),
    )
    expect(parseNetstat(fixture('win32/netstat-ano-de.txt'), 8080)).toEqual([{ pid: 7316, protocol: 'tcp' }])
  })
})

describe('taskkill', () => {
  const meaning = (exitCode: number | undefined, stderr: string, mayEnd: SendOutcome['kind'] = 'sent') =>
    outcomeOfTaskkill({ exitCode, stdout: '', stderr }, () =>
      mayEnd === 'failed' ? { kind: mayEnd, cause: '' } : { kind: mayEnd },
    )

  it.each([
    ['taskkill-no-window.txt', 'no-window'],
    ['taskkill-no-window-zh.txt', 'no-window'],
  ])('cannot ask what has no window: %s', (file, kind) => {
    expect(meaning(1, fixture(`win32/${file}`))).toEqual({ kind })
  })

  it('is denied where the account may not end the process, in whatever language it says so', () => {
    expect(meaning(1, fixture('win32/taskkill-denied.txt'), 'denied')).toEqual({ kind: 'denied' })
    expect(meaning(1, fixture('win32/taskkill-no-window.txt'), 'denied')).toEqual({ kind: 'denied' })
  })

  it('finds nobody', () => {
    expect(meaning(128, 'ERROR: The process "4242" not found.\r\n')).toEqual({ kind: 'gone' })
    expect(meaning(1, '', 'gone')).toEqual({ kind: 'gone' })
  })

  it('fails with its own words, or with its exit code', () => {
    const cause = 'ERROR: The process with PID 4242 could not be terminated. Reason: Access is denied'
    expect(meaning(1, fixture('win32/taskkill-denied.txt'))).toEqual({ kind: 'failed', cause })
    expect(meaning(3, '')).toEqual({ kind: 'failed', cause: 'taskkill ended with exit code 3' })
    expect(meaning(undefined, '')).toEqual({ kind: 'failed', cause: expect.stringContaining('could not be run') })
    expect(meaning(0, '')).toEqual({ kind: 'sent' })
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
