import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, osParent, osState, pidOf, reportOf, run, stop, writeProgram } from './lab-helpers.ts'
import { daemon, deadHolder, grandchild, joinable, missingSentinel, tickets, waiting } from './lab-programs.ts'

test('an orphan: the tree shows its adopter, and whose child it was; the OS agrees', async ({ app }) => {
  await writeProgram(app, grandchild)
  await run(app)
  await expect(nodeOf(app, 'middle')).toContainText('SIGKILL')
  const [middle, late] = [await pidOf(app, 'middle'), await pidOf(app, 'late')]
  await expect(nodeOf(app, 'late').locator('[data-kind=orphan]')).toContainText(String(middle))
  const adopter = await osParent(late)
  expect(adopter).not.toBe(middle)
  await expect(app.locator(`[data-outside="${adopter}"]`)).toContainText('adopter')
  expect(await osState(late)).toMatch(/[SRD]/)
  // Before that moment it was its parent's.
  await app.getByRole('slider', { name: 'Moment of the run' }).focus()
  await app.keyboard.press('Home')
  await expect(nodeOf(app, 'late')).toHaveCount(0)
  await app.getByRole('button', { name: 'Live', exact: true }).click()
  await stop(app)
  await expect(reportOf(app)).toContainText('0 processes left behind')
  expect(await osState(late)).toMatch(/gone|Z/)
})

test('a daemon: linked to the process it ends with, and dead with it', async ({ app }) => {
  await writeProgram(app, daemon)
  await run(app)
  await expect(nodeOf(app, 'tied').locator('[data-kind=daemon]')).toBeVisible()
  await expect(app.locator('.link-daemon')).toHaveCount(1)
  const pid = await pidOf(app, 'tied')
  await expect(reportOf(app)).toContainText('0 processes left behind')
  await expect(nodeOf(app, 'tied')).toContainText('SIGTERM')
  expect(await osState(pid)).toMatch(/gone|Z/)
})

test('a lock whose holder is killed: the graph turns red and says why it never ends', async ({ app }) => {
  await writeProgram(app, deadHolder)
  await run(app)
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  const lock = app.getByRole('region', { name: 'Lock-1' })
  await expect(lock).toContainText('holder')
  await expect(lock).toContainText('waiter')
  const holder = await pidOf(app, 'holder')
  // While it may still end, the graph is calm.
  const graph = app.getByRole('img', { name: /^Who waits for what/ })
  await expect(graph).toHaveAccessibleName(new RegExp(`waits for Lock-1, which holder \\(${holder}\\) has`))
  await expect(graph.locator('.wait-edge')).not.toHaveCount(0)
  await expect(graph.locator('[data-stuck]')).toHaveCount(0)
  await nodeOf(app, 'holder').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Send SIGKILL' }).click()
  await expect(nodeOf(app, 'holder')).toContainText('SIGKILL')
  expect(await osState(holder)).toMatch(/gone|Z/)
  const deadlock = app.locator('.deadlock')
  await expect(deadlock).toContainText(`which holder (${holder}) had when it died`)
  await expect(deadlock).toContainText('the dead give nothing back')
  await expect(graph.locator('.wait-edge[data-stuck]')).not.toHaveCount(0)
  // A screen reader is told, too.
  await expect(app.getByRole('alert').filter({ hasText: 'Deadlock' })).toContainText('It never ends')
  const waiter = await pidOf(app, 'waiter')
  // A process that waits its turn of a CPU is R, whatever it then does.
  await expect.poll(() => osState(waiter)).toBe('S')
  // The manager explains it too, and leads back to the lab.
  await app.locator('.navigation').getByRole('button', { name: 'Processes' }).click()
  await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${waiter}`)
  await app.locator(`[role=row][data-pid="${waiter}"]`).click()
  const details = app.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('Deadlock: it waits for Lock-1.')
  await details.getByRole('link', { name: /^Open its lesson/ }).click()
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  await expect(app.locator('.deadlock')).toBeVisible()
  await stop(app)
  await expect(reportOf(app)).toContainText('0 processes left behind')
  // All of them are dead now; what it was is still told, and led back to.
  const former = app.locator('.former-deadlock')
  await expect(former).toContainText(/There was a deadlock, from .* which holder \(\d+\) had when it died/)
  await former.getByRole('button', { name: /^Show me/ }).click()
  await expect(app.locator('.deadlock')).toBeVisible()
  await expect(former).toHaveCount(0)
})

for (const locked of [true, false]) {
  test(`two writers ${locked ? 'with' : 'without'} a lock: ${locked ? 'one block after the other' : 'both at once'}`, async ({
    app,
  }) => {
    await writeProgram(app, tickets(locked))
    await run(app)
    await expect(reportOf(app)).toBeVisible({ timeout: 30_000 })
    await expect(app.locator('.console li')).toHaveCount(6)
    const lines = await app.locator('.console li').allTextContents()
    expect(lines.filter((line) => /(ann|bob) \d/.test(line))).toHaveLength(6)
    await app.getByRole('tab', { name: /Shared objects/ }).click()
    if (locked) {
      const order = lines.map((line) => /(ann|bob) \d/.exec(line)?.[1]).join()
      expect(['ann,ann,ann,bob,bob,bob', 'bob,bob,bob,ann,ann,ann']).toContain(order)
      await expect(app.getByRole('region', { name: 'Lock-1' })).toContainText('it is free')
    } else await expect(app.getByText('No lock and no queue was used yet.')).toBeVisible()
    await app.getByRole('tab', { name: 'Output' }).click()
    await app.getByRole('combobox', { name: /^Of/ }).selectOption({ index: 1 })
    await expect(app.locator('.console li')).toHaveCount(3)
  })
}

test('a queue without its last word: the consumer waits for ever, and the page says on what', async ({ app }) => {
  await writeProgram(app, missingSentinel)
  await run(app)
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  await expect(app.locator('.deadlock')).toContainText(/guest \(\d+\) waits for Queue-1/)
  await expect(app.getByRole('region', { name: 'Queue-1' })).toContainText('0 now; 4 put, 4 taken')
  const guest = await pidOf(app, 'guest')
  await expect.poll(() => osState(guest)).toBe('S')
  await stop(app)
  await expect(reportOf(app)).toContainText('0 processes left behind')
})

test('a joinable queue: what is unfinished comes down to nothing before the main code goes on', async ({ app }) => {
  await writeProgram(app, joinable)
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  await app.getByRole('tab', { name: /Shared objects/ }).click()
  const queue = app.getByRole('region', { name: 'JoinableQueue-1' })
  await expect(queue.locator('dt', { hasText: 'Unfinished' }).locator('xpath=following-sibling::dd[1]')).toHaveText('0')
  await expect(queue).toContainText('5 put, 5 taken')
})

test('free signals from timeline and tree: stopped, continued, ended, as the OS says', async ({ app }) => {
  await writeProgram(app, waiting)
  await run(app)
  await expect(nodeOf(app, 'patient')).toHaveAttribute('data-state', 'sleeping')
  const pid = await pidOf(app, 'patient')
  const lane = app.locator(`[data-lane="${pid}"]`)
  await lane.click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Send SIGSTOP' }).click()
  await expect(nodeOf(app, 'patient')).toHaveAttribute('data-state', 'stopped')
  expect(await osState(pid)).toBe('T')
  await lane.click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Send SIGCONT' }).click()
  await expect(nodeOf(app, 'patient')).toHaveAttribute('data-state', 'sleeping')
  expect(await osState(pid)).toMatch(/[SR]/)
  // The keyboard alone does it, too.
  await nodeOf(app, 'patient').focus()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('menu')).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(nodeOf(app, 'patient')).toContainText('SIGTERM')
  await expect(reportOf(app)).toContainText('0 processes left behind')
  expect(await osState(pid)).toMatch(/gone|Z/)
  await app.getByRole('button', { name: 'As a table' }).click()
  const table = app.getByRole('table', { name: /[Ee]ntries/ })
  await expect(table.getByRole('row', { name: /patient.*signal SIGSTOP/ })).toHaveCount(1)
  await expect(table.getByRole('row', { name: /patient.*stopped/ }).first()).toBeVisible()
})

test('what children of Python print stands under the main process, and the page says so', async ({ app }) => {
  await writeProgram(app, 'import subprocess\nsubprocess.run(["sh", "-c", "sleep 0.5; echo by a child"])\n', 'python')
  const note = app.getByText(/their lines stand under its name/)
  await expect(note).toHaveCount(0)
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  await expect(app.locator('.console li')).toHaveText(/MainProcess.*by a child/)
  await expect(note).toBeVisible()
  await writeProgram(app, deadHolder)
  await expect(note).toBeVisible()
  await run(app)
  await expect(nodeOf(app, 'waiter')).toBeVisible()
  await expect(note).toHaveCount(0)
  await stop(app)
  await expect(reportOf(app)).toBeVisible()
})

test('every check leads to the moment it speaks of, though no words of its evidence name one', async ({ app }) => {
  await openLab(app, '21-alive-terminate-name')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const checks = app.locator('.checks li')
  await expect(checks).toHaveCount(5)
  await expect(checks.getByRole('button', { name: /Show me/ })).toHaveCount(5)
  await checks.filter({ hasText: 'Right after terminate' }).getByRole('button').click()
  // The terminated have been started by then, and are not dead yet.
  const node = nodeOf(app, 'sub-process-1')
  await expect(node).not.toHaveAttribute('data-state', 'dead')
  await expect(app.getByRole('button', { name: 'To the end' })).toBeEnabled()
  await app.getByRole('button', { name: 'To the end' }).click()
  await expect(node).toHaveAttribute('data-state', 'dead')
})

test('a page that is reloaded in the middle of a run keeps what the run reaches', async ({ app }) => {
  await openLab(app)
  // Long enough for the page to be there again on a busy machine.
  await app.getByRole('spinbutton', { name: /busy/ }).fill('8')
  await run(app)
  await expect(nodeOf(app, 'brief')).toBeVisible()
  // The browser would ask: here it is a reload that the person means.
  app.once('dialog', (dialog) => void dialog.accept())
  await app.reload()
  await expect(app.getByRole('button', { name: 'Running …' })).toBeVisible()
  await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
  await expect(app.locator('.lessons [aria-current] .dot')).toHaveAttribute('data-progress', 'passed')
})
