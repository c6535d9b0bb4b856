import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { seriousForAxe } from './serious-for-axe.ts'

const pages = { en: ['Processes', 'Machine', 'Lab', 'Settings'], 'zh-CN': ['进程', '本机', '实验室', '设置'] } as const
const names = ['processes', 'machine', 'lab', 'settings'] as const

for (const language of ['en', 'zh-CN'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`each page in ${language}, ${theme}: looks, and holds nothing serious for axe`, async ({ app }) => {
      await app.getByRole('button', { name: 'Settings' }).click()
      await app.getByRole('radio', { name: language === 'en' ? 'English' : '简体中文' }).check()
      await app
        .getByRole('radio', {
          name: { en: { light: 'Light', dark: 'Dark' }, 'zh-CN': { light: '浅色', dark: '深色' } }[language][theme],
        })
        .check()
      await expect(app.locator('html')).toHaveAttribute('lang', language)
      await expect(app.locator('html')).toHaveAttribute('data-theme', theme)
      for (const [index, title] of pages[language].entries()) {
        await app.locator('.navigation').getByRole('button', { name: title }).click()
        await expect(app.locator('.navigation [aria-current=page]')).toContainText(title)
        await expect(app.locator('.page .empty').filter({ hasText: /…/ })).toHaveCount(0)
        await app.screenshot({ path: join('test/e2e/screenshots', `${names[index]}-${language}-${theme}.png`) })
        // Only the parts of a page scroll, never the window under its own frame.
        const room = await app.evaluate('document.documentElement.scrollHeight - innerHeight')
        expect(room, title).toBe(0)
        const serious = await seriousForAxe(app)
        expect(serious, `${title} (${language}, ${theme})`).toEqual([])
      }
    })
  }
}

test('says what to do when a link was used', async ({ app, browser, host }) => {
  const other = await browser.newPage()
  await other.goto(host.url)
  await expect(other.getByRole('status')).toContainText('This link was used')
  await other.close()
  await app.reload()
  await expect(app.getByRole('treegrid', { name: 'Processes' })).toBeVisible()
})
