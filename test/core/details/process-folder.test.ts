import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { livingFolder } from '../../../src/core/details/platform/linux/process-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

const exiting = 0x4

/** As in proc(5): state is field 3, flags are field 9, the number of threads is field 20. */
function write(path: string, tid: number, state: string, flags: number): void {
  const fields = [state, 1, 7, 7, 0, -1, flags, ...Array.from({ length: 10 }, () => 0), 4, ...Array(33).fill(0)]
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'stat'), `${tid} (it) ${fields.join(' ')}\n`)
}

it('is that of the busiest thread that goes on, of a process whose first one has ended', async () => {
  write(folder, 7, 'Z', exiting)
  write(join(folder, 'task/7'), 7, 'Z', exiting)
  write(join(folder, 'task/8'), 8, 'R', exiting)
  write(join(folder, 'task/9'), 9, 'S', 0)
  write(join(folder, 'task/10'), 10, 'R', 0)
  expect(await livingFolder(folder)).toBe(join(folder, 'task/10'))
  write(folder, 7, 'S', 0)
  expect(await livingFolder(folder)).toBe(folder)
})
