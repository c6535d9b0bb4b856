import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LessonSummary } from '../../src/shared/contract/lab.ts'
import { expect, test } from './fixtures.ts'
import { openLab, osParent, osState, reportOf, run } from './lab-helpers.ts'

// As a learner would: open, run, look, check. At least one lesson of each chapter.
const lessons = [
  '03-address-spaces',
  '06-process-states',
  '08-family-tree',
  '11-start-a-function',
  '16-zombie',
  '17-orphan',
  '20-join-together-or-each',
  '23-memory-is-private',
  '27-daemon',
  '32-mutex',
  '33-tickets',
  '37-producer-consumer',
  '38-joinable-queue',
]

const program = fileURLToPath(new URL('../../bin/forkscope.js', import.meta.url))

function summaries(): readonly LessonSummary[] {
  return JSON.parse(execFileSync(process.execPath, [program, 'lab', 'list', '--json'], { encoding: 'utf8' }))
}

for (const id of lessons) {
  test(`${id}: real processes in tree and OS alike, checks as measured, nothing left`, async ({ app }) => {
    test.slow()
    const lesson = summaries().find((each) => each.id === id)
    test.skip(lesson === undefined || lesson.unavailable !== undefined, 'This lesson does not run on this system.')
    await openLab(app, id)
    await expect(app.getByRole('heading', { level: 1, name: lesson?.title.en ?? '' })).toBeVisible()
    for (const { name, title, min, max, step } of lesson?.parameters ?? []) {
      const value = lesson?.fastest[name]
      if (value === undefined || (min === 0 && max === 1 && step === 1)) continue
      await app.getByRole('spinbutton', { name: title.en }).first().fill(String(value))
    }
    await run(app)
    const nodes = app.getByRole('treeitem')
    await expect(nodes.filter({ hasText: 'MainProcess' })).toBeVisible()
    const main = Number(await nodes.filter({ hasText: 'MainProcess' }).getAttribute('data-pid'))
    // The supervisor that the tree shows is its parent for the OS, too, as long as it lives.
    const parent = await osParent(main)
    if (parent !== undefined) await expect(app.locator(`[data-outside="${parent}"]`)).toHaveCount(1)
    await expect(reportOf(app)).toBeVisible({ timeout: 45_000 })
    await expect(app.locator('.checks li')).toHaveCount(lesson?.checks.length ?? 0)
    await expect(app.locator('.checks li[data-outcome=failed]')).toHaveCount(0)
    await expect(app.locator('.checks li[data-outcome]')).toHaveCount(lesson?.checks.length ?? 0)
    await expect(reportOf(app)).toContainText('0 processes left behind')
    const pids = await nodes.evaluateAll((all) => all.map((node) => Number(node.getAttribute('data-pid'))))
    expect(pids.length).toBeGreaterThan(1)
    for (const pid of pids) expect(await osState(pid), String(pid)).toMatch(/gone|Z/)
    await expect(app.locator(`.lane-labels button`).first()).toBeVisible()
  })
}
