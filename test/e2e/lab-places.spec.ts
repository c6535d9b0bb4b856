import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openLab } from './lab-helpers.ts'

const lessons = (app: Page) => app.getByRole('navigation', { name: 'Lessons', exact: true })
const openLesson = (app: Page, title: string) => lessons(app).getByRole('button', { name: title }).click()
const openPage = (app: Page, title: string) => app.locator('.navigation').getByRole('button', { name: title }).click()
const title = (app: Page) => app.getByRole('heading', { level: 1 })

test('the browser goes back through exactly what was shown, and forward again', async ({ app }) => {
  await openLab(app)
  await openLesson(app, '36 A pipe')
  await openLesson(app, '35 A queue')
  await expect(title(app)).toHaveText('A queue')
  await openPage(app, 'Machine')
  await expect(app).toHaveURL(/#\/machine$/)
  // What is shown already is not gone back through twice.
  await openPage(app, 'Machine')
  await openPage(app, 'Lab')
  await expect(title(app)).toHaveText('A queue')
  await openPage(app, 'Processes')
  await app.getByRole('treegrid').waitFor()
  await app.goBack()
  await expect(title(app)).toHaveText('A queue')
  await app.goBack()
  await expect(app.locator('.navigation [aria-current=page]')).toHaveText('Machine')
  await app.goBack()
  await expect(title(app)).toHaveText('A queue')
  await app.goBack()
  await expect(title(app)).toHaveText('A pipe')
  await app.goBack()
  await expect(title(app)).toHaveText('A zombie')
  await app.goBack()
  await app.getByRole('treegrid').waitFor()
  await app.goForward()
  await expect(title(app)).toHaveText('A zombie')
  await app.goForward()
  await expect(title(app)).toHaveText('A pipe')
  // An address that names no lesson is none to go back to.
  await app.evaluate(() => (location.hash = '#/lab/thread-pool'))
  await expect(app.getByRole('alert').filter({ hasText: 'thread-pool' })).toBeVisible()
  await app.goBack()
  await app.goBack()
  await expect(title(app)).toHaveText('A zombie')
})

test('a lesson is found by what it asks and says, and by its code', async ({ app }) => {
  await openLab(app)
  const search = app.getByRole('searchbox', { name: 'Find a lesson' })
  for (const [words, found] of [
    ['deadlock', 'A mutex'],
    ['waitpid', 'A zombie'],
    ['fork', 'Start a function'],
    ['kill the zombie', 'A zombie'],
  ] as const) {
    await search.fill(words)
    await expect(lessons(app).getByRole('button', { name: found }), words).toBeVisible()
  }
  await search.fill('nothing quixotic')
  await expect(lessons(app)).toContainText('No lesson holds these words')
})

test('in a narrow window the list opens at the lesson that is open, and the keyboard is there', async ({ app }) => {
  await app.setViewportSize({ width: 800, height: 800 })
  await openLab(app, '36-pipe')
  await app.getByRole('button', { name: 'Lessons' }).click()
  const current = lessons(app).getByRole('button', { name: 'A pipe' })
  await expect(current).toBeFocused()
  await expect(current).toBeInViewport()
})

test('how many times a lesson can be repeated is said where another number is written', async ({ app }) => {
  await openLab(app)
  const times = app.getByRole('spinbutton', { name: 'How many times' })
  const repeat = app.getByRole('button', { name: 'Repeat' })
  for (const wrong of ['0', '101', '2.5', '']) {
    await times.fill(wrong)
    await expect(repeat).toBeDisabled()
    await expect(times).toHaveAttribute('aria-invalid', 'true')
    await expect(times).toHaveAccessibleDescription('How many times must be a whole number from 1 to 100.')
  }
  await times.fill('100')
  await expect(repeat).toBeEnabled()
  await expect(times).toHaveAccessibleDescription('')
})

test('a tab without a session says so; the link that is pasted over its address opens what that named', async ({
  page,
  context,
  host,
}) => {
  const deep = `${new URL(host.url).origin}/#/lab/36-pipe`
  await page.goto(deep)
  await expect(page.getByRole('status')).toContainText('each link opens it in one tab only')
  await page.goto(host.url)
  await expect(title(page)).toHaveText('A pipe')
  await expect(page).toHaveURL(deep)
  // The cookie of the browser is no session: each tab needs a link of its own, and a used one is none.
  const second = await context.newPage()
  await second.goto(deep)
  await expect(second.getByRole('status')).toContainText('each link opens it in one tab only')
  await second.goto(host.url)
  await expect(second.getByRole('status')).toContainText('This link was used')
})
