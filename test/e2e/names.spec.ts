import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

const started: ChildProcess[] = []

/** Starts a program in a group of its own. @returns its pid once it has said a line */
async function start(program: string, ...args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  started.push(child)
  await once(child.stdout, 'data')
  return child.pid ?? 0
}

test.afterEach(() => {
  for (const { pid } of started.splice(0)) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
})

test('says that a process has no name, and finds it by that it has none', async ({ app }) => {
  test.skip(process.platform !== 'linux', 'Only on Linux a process can take an empty name so.')
  const pid = await start('perl', '-e', '$| = 1; $0 = ""; print "ready\\n"; sleep 600')
  expect(readFileSync(`/proc/${pid}/comm`, 'utf8')).toBe('\n')
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`name = "" and pid = ${pid}`)
  const row = app.getByRole('row', { name: `(no name) ${pid}, sleeping` })
  await expect(row.locator('.process-name')).toHaveText('(no name)')
  await row.click({ button: 'right' })
  // All that have no name have nothing in common.
  await expect(app.getByRole('menuitem', { name: /^End all named/ })).toHaveAttribute('aria-disabled', 'true')
  await app.getByRole('menuitem', { name: 'Terminate' }).click()
  await expect(app.getByRole('alertdialog')).toContainText(`Terminate (no name) (${pid})?`)
  await app.getByRole('button', { name: 'Cancel' }).click()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`name = "(no name)" and pid = ${pid}`)
  await expect(app.getByText('No process matches.')).toBeVisible()
})

test('tells deep levels apart in a narrow column, by place or by number', async ({ app }) => {
  const deep = 'for (1..19) { if (fork) { sleep 600; exit } } print "ready\\n"; sleep 600'
  const pid = await start('perl', '-e', `$| = 1; ${deep}`)
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid} or under = ${pid}`)
  const rows = app.locator('[role=row][data-pid]:not([data-context=true])')
  await expect(rows).toHaveCount(20)
  const name = app.getByRole('columnheader', { name: 'Name' })
  await name.getByRole('button').focus()
  for (const narrower of [0, 10, 4]) {
    for (let times = 0; times < narrower; times += 1) await app.keyboard.press('Shift+ArrowLeft')
    const places = await rows.evaluateAll((all) =>
      all.map((row) => {
        const cell = row.querySelector('[data-column=name]')
        const shown = cell?.querySelector('.process-name')?.getBoundingClientRect()
        return {
          level: row.getAttribute('aria-level'),
          at: Math.round((shown?.left ?? 0) * 10),
          number: cell?.querySelector('.level')?.textContent ?? '',
          room: (shown?.width ?? 0) > 16,
        }
      }),
    )
    expect(new Set(places.map(({ at, number }) => `${at} ${number}`)).size, `${narrower}`).toBe(20)
    for (const { level, number, room } of places) {
      expect(room).toBe(true)
      if (number !== '') expect(number).toBe(level)
    }
  }
  const box = await name.boundingBox()
  expect(box?.width).toBeLessThan(180)
})
