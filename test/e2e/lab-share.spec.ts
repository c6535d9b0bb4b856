import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { nodeOf, openLab, reportOf, run, writeProgram } from './lab-helpers.ts'

const share = async (app: Page, item: string): Promise<void> => {
  await app.getByRole('button', { name: 'Share' }).click()
  await app.getByRole('menuitem', { name: item }).click()
}

async function downloaded(app: Page, item: string): Promise<{ readonly name: string; readonly path: string }> {
  const download = app.waitForEvent('download')
  await share(app, item)
  const file = await download
  return { name: file.suggestedFilename(), path: await file.path() }
}

test('a run is saved, and opened elsewhere without running anything: the same stage', async ({ app }) => {
  await openLab(app)
  await app.getByRole('spinbutton', { name: /busy/ }).fill('2')
  await run(app)
  await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
  const saved = await downloaded(app, 'Save this run …')
  expect(saved.name).toMatch(/^forkscope-16-zombie-.*\.jsonl$/)
  const lines = (await readFile(saved.path, 'utf8')).trim().split('\n')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'forkscope-run', version: 1, lesson: '16-zombie' })
  const console = await app.locator('.console li').allTextContents()
  const checks = await app.locator('.checks li').allTextContents()

  const trace = await downloaded(app, 'Trace as JSON lines')
  // As the command line prints it: evidence in one language.
  const inOne = (line: string): string =>
    `${JSON.stringify(JSON.parse(line), (key, value: unknown) => (key === 'evidenceIn' ? undefined : value))}\n`
  expect(await readFile(trace.path, 'utf8')).toBe(lines.slice(1).map(inOne).join(''))
  const svg = await readFile((await downloaded(app, 'Timeline as SVG')).path, 'utf8')
  expect(svg).toMatch(/^<svg xmlns/)
  expect(svg).toContain('>brief<')
  const png = await readFile((await downloaded(app, 'Timeline as PNG')).path)
  expect(png.subarray(1, 4).toString()).toBe('PNG')

  // The same host offers no run that could be resumed: everything comes from the file.
  const copy = `${saved.path}.jsonl`
  await writeFile(copy, await readFile(saved.path))
  await app.evaluate(() => localStorage.clear())
  // Wherever one is: it is opened as the run of its own lesson.
  await openLab(app, '32-mutex')
  await app.getByLabel('Open a saved run …').setInputFiles(copy)
  await expect(app.getByText('A saved run: nothing is running.')).toBeVisible()
  await expect(app).toHaveURL(/#\/lab\/16-zombie$/)
  await expect(reportOf(app)).toHaveAttribute('data-outcome', 'passed')
  expect(await app.locator('.console li').allTextContents()).toEqual(console)
  expect(await app.locator('.checks li').allTextContents()).toEqual(checks)
  await app
    .getByRole('button', { name: /Show me/ })
    .first()
    .click()
  await expect(nodeOf(app, 'brief')).toHaveAttribute('data-state', 'zombie')
  const again = await downloaded(app, 'Save this run …')
  expect((await readFile(again.path, 'utf8')).trim().split('\n').slice(1)).toEqual(lines.slice(1))
  await rm(copy)
})

test('evidence is in the language that is shown, whichever the run was made in; in a saved run too', async ({
  app,
}) => {
  await openLab(app, '23-memory-is-private')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const saved = await downloaded(app, 'Save this run …')
  const copy = `${saved.path}.jsonl`
  await writeFile(copy, await readFile(saved.path))
  const evidence = app.locator('.checks p')
  await expect(evidence.first()).toHaveText(/^[\u0020-\u007E]+$/)
  const all = await evidence.count()
  await app.evaluate(() => (location.hash = '#/settings'))
  await app.getByRole('radio', { name: '简体中文' }).check()
  await app.goBack()
  await expect(evidence).toHaveCount(all)
  for (const each of await evidence.all()) await expect(each).toHaveText(/\p{Script=Han}/u)
  await app.getByLabel('打开保存的运行').setInputFiles(copy)
  await expect(app.getByText('这是保存的运行')).toBeVisible()
  await expect(evidence).toHaveCount(all)
  for (const each of await evidence.all()) await expect(each).toHaveText(/\p{Script=Han}/u)
  await rm(copy)
})

test('a run of one’s own program leads back to it; a file that holds two shows the first', async ({ app }) => {
  await writeProgram(app, 'console.log("hello")')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  await openLab(app)
  await app.getByRole('button', { name: 'Open your program' }).click()
  await expect(app).toHaveURL(/#\/lab\/program$/)
  const { path } = await downloaded(app, 'Save this run …')
  const twice = `${path}.jsonl`
  const [, ...events] = (await readFile(path, 'utf8')).split('\n')
  await writeFile(twice, [...events, ...events].join('\n'))
  await openLab(app)
  await app.getByLabel('Open a saved run …').setInputFiles(twice)
  await expect(app.getByText('The file holds 2 runs, one after another; this is the first.')).toBeVisible()
  await expect(app.getByText('The stage shows a run of program.')).toBeVisible()
  await expect(app.locator('.console li')).toHaveCount(1)
  // The file holds what the program did, not the program: there is nothing to open.
  await expect(app.getByRole('button', { name: 'Open your program' })).toHaveCount(0)
  await rm(twice)
})

test('a file that holds no run is refused with a sentence', async ({ app }) => {
  await openLab(app)
  const file = { name: 'x.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from('{"kind":"nothing"}\n') }
  await app.getByLabel('Open a saved run …').setInputFiles(file)
  await expect(app.getByRole('alert').filter({ hasText: 'Line 1 is no event of a run.' })).toBeVisible()
})

test('the exported timeline is what the stage shows, in the language and the theme of the page', async ({ app }) => {
  await openLab(app, '32-mutex')
  await app.getByRole('spinbutton', { name: /Speed/ }).fill('4')
  await run(app)
  await expect(reportOf(app)).toBeVisible()
  const slider = app.getByRole('slider', { name: 'Moment of the run' })
  await slider.press('Home')
  await slider.press('PageUp')
  const english = await readFile((await downloaded(app, 'Timeline as SVG')).path, 'utf8')
  for (const words of ['A mutex · passed after', '>sleeping<', '>holds the lock<', '>MainProcess<', '>writer-2<'])
    expect(english).toContain(words)
  expect(english).not.toContain('>blocked in put<')
  await app.getByRole('button', { name: 'Settings' }).click()
  await app.getByRole('radio', { name: 'Dark' }).check()
  await app.getByRole('radio', { name: '简体中文' }).check()
  await app.getByRole('button', { name: '实验室' }).click()
  const colours = await app.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    return ['surface', 'danger'].map((name) => {
      probe.style.color = `var(--${name})`
      return getComputedStyle(probe).color
    })
  })
  const [surface = '', danger = ''] = colours
  const exported = async (item: string) => {
    const download = app.waitForEvent('download')
    await app.getByRole('button', { name: '分享' }).click()
    await app.getByRole('menuitem', { name: item }).click()
    return readFile(await (await download).path())
  }
  const chinese = (await exported('时间线导出为 SVG')).toString('utf8')
  for (const words of ['互斥锁 · 通过', '>睡眠<', '>writer-2<', 'lang="zh-CN"']) expect(chinese).toContain(words)
  expect(chinese).toContain(`height="${/ height="(\d+)"/.exec(chinese)?.[1]}" fill="${surface}"/>`)
  // The moment that the stage shows, from top to bottom.
  expect(chinese).toMatch(
    new RegExp(`<line x1="([\\d.]+)" y1="30" x2="\\1" [^>]*stroke="${danger.replace(/[()]/g, '\\$&')}"`),
  )
  const png = (await exported('时间线导出为 PNG')).toString('base64')
  const corner = await app.evaluate(async (bytes) => {
    const picture = new Image()
    picture.src = `data:image/png;base64,${bytes}`
    await picture.decode()
    const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')
    context?.drawImage(picture, 0, 0)
    const [red, green, blue] = context?.getImageData(0, 0, 1, 1).data ?? []
    return { width: picture.width, colour: `rgb(${red}, ${green}, ${blue})` }
  }, png)
  expect(corner).toEqual({ width: 3200, colour: surface })
})
