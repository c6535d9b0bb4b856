import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'

const started: ChildProcess[] = []
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function sleeper(seconds: string): Promise<number> {
  const child = spawn('sleep', [seconds], { stdio: 'ignore' })
  started.push(child)
  await once(child, 'spawn')
  return child.pid ?? 0
}

const rowOf = (page: Page, pid: number) => page.locator(`[role=row][data-pid="${pid}"]`)
const found = (page: Page, pid: number) => page.locator(`[role=row][data-pid="${pid}"][data-context=false]`)

test('filters by fields, relations and ports, as the OS has it', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const pid = await sleeper('611')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    for (const query of [
      `parent = ${process.pid} and name = sleep`,
      `under = ${process.pid} and command ~ /61[1]$/`,
      `pid = ${pid} and age < 10m and not kernel and (state = sleeping or zombie)`,
    ]) {
      await field.fill(query)
      await expect(found(app, pid), query).toBeVisible()
    }
    await field.fill(`pid = ${pid} and (mem > 500GB or threads > 900)`)
    await expect(rowOf(app, pid)).toHaveCount(0)
    // This very process listens.
    await field.fill(`port = ${port}`)
    await expect(found(app, process.pid)).toBeVisible()
    await expect(rowOf(app, pid)).toHaveCount(0)
  } finally {
    server.close()
  }
})

test('tells a mistake at its place and keeps what was found, in both languages', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const pid = await sleeper('612')
  await field.fill(`pid = ${pid}`)
  await expect(found(app, pid)).toBeVisible()
  await field.fill(`pid = ${pid} and usr = root`)
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/There is no field "usr"; did you mean user\?/)
  await expect(app.locator('.mistake mark')).toHaveText('usr')
  // The box around it holds nothing else.
  const [box, mistake] = [await app.locator('.query-below').boundingBox(), await app.locator('.mistake').boundingBox()]
  expect(box).toEqual(mistake)
  await expect(found(app, pid)).toBeVisible()
  await field.fill('cpu > ')
  await expect(app.locator('.mistake')).toContainText('At the end: A value for cpu is missing.')
  await expect(found(app, pid)).toBeVisible()
  expect(await seriousForAxe(app)).toEqual([])
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await app.locator('.navigation').getByRole('button', { name: '进程' }).click()
  await expect(app.locator('.mistake')).toContainText('末尾：缺少 cpu 的值。')
  await expect(app.getByRole('combobox', { name: '筛选进程' })).toHaveValue('cpu > ')
})

test('survives words that are members of every object, patterns that backtrack, and deep nesting', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const pid = await sleeper('614')
  await field.fill(`pid = ${pid}`)
  await expect(found(app, pid)).toBeVisible()
  await field.press('End')
  for (const words of ['constructor ', '__proto__ = ', 'toString ~ ']) {
    await field.fill('')
    await field.pressSequentially(words)
    await expect(field).toHaveValue(words)
  }
  await field.fill('name ~ /^(.*e){25}zq$/ or /(s*l*e*)*614$/')
  await expect(found(app, pid)).toBeVisible()
  await field.fill('/sleep(?= 614)/')
  await expect(app.locator('.mistake')).toContainText('Character 1: This regular expression could take for ever')
  await field.fill(`${'('.repeat(9000)}a`)
  await expect(app.locator('.mistake')).toContainText('Character 101: This nests deeper than 100 levels.')
  await field.fill('😀 foo = 3')
  await expect(app.locator('.mistake')).toContainText('Character 3: There is no field "foo"')
})

test('completes by keyboard, and keeps filters under a name', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const options = app.getByRole('listbox', { name: 'Possible at the cursor' })
  const pid = await sleeper('613')
  await field.focus()
  await app.keyboard.press('Control+Space')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expect(options.getByRole('option', { name: /^cpu / })).toContainText('CPU use, percent of one CPU')
  await app.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await app.keyboard.type('sta')
  await app.keyboard.press('ArrowDown')
  const chosen = options.locator('[aria-selected=true]')
  await expect(chosen).toHaveText(/^state/)
  expect(await seriousForAxe(app)).toEqual([])
  expect(await field.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
  await app.keyboard.press('Enter')
  await expect(field).toHaveValue('state ')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await app.keyboard.type('sl')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(field).toHaveValue('state = sleeping ')
  await app.keyboard.type(`pid = ${pid}`)
  await expect(found(app, pid)).toBeVisible()

  await app.getByRole('button', { name: 'Saved filters and views' }).click()
  await app.getByRole('textbox', { name: 'Name for this filter' }).fill('dozing')
  await app.keyboard.press('Enter')
  await app.keyboard.press('Escape')
  await app.reload()
  await expect(field).toHaveValue('')
  await field.focus()
  await app.keyboard.type('doz')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(field).toHaveValue(`state = sleeping pid = ${pid}`)
  await expect(found(app, pid)).toBeVisible()
  await app.keyboard.press('ArrowDown')
  await expect(app.locator('[role=row]:focus')).toHaveAttribute('data-pid', String(pid))
})

test('tells a mistake where it covers no chip, and moves nothing', async ({ app }) => {
  const field = app.getByRole('combobox', { name: 'Filter processes' })
  const box = app.getByText('Character 7: age takes a duration such as 10s or 5m, not "5parsecs"; its units are')
  const chips = app.locator('.chips button')
  const grid = app.getByRole('treegrid')
  for (const [width, words] of [
    [1280, 'age < 5 parsecs'],
    [800, 'age < 5 parsecs '],
    [560, 'age < 5 parsecs'],
  ] as const) {
    await app.setViewportSize({ width, height: 600 })
    await field.fill('')
    const before = await grid.boundingBox()
    await field.fill(words)
    await expect(box).toBeVisible()
    expect(await grid.boundingBox()).toEqual(before)
    for (const chip of await chips.all()) {
      // A click where another element lies on top fails.
      await chip.click({ timeout: 5000 })
      await expect(chip).toHaveAttribute('aria-pressed', 'true')
      await expect(box).toBeVisible()
    }
    const place = await box.boundingBox()
    expect((place?.x ?? 0) + (place?.width ?? width)).toBeLessThanOrEqual(width)
    await chips.first().click()
  }
  await expect(field).toHaveAccessibleDescription(/its units are ms, s, m, h, d and w/)
})
