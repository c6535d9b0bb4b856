import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'

/** What the OS says, independently of Forkscope: the state's letter, or `gone`. */
export async function osState(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ').at(-1)?.[0] ?? '?'
  } catch {
    return 'gone'
  }
}

/** @returns whom the OS has as its parent; undefined when it has no such process */
export async function osParent(pid: number): Promise<number | undefined> {
  try {
    return Number((await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ').at(-1)?.split(' ')[1])
  } catch {
    return undefined
  }
}

/** Opens a lesson by its link. */
export async function openLab(page: Page, lesson = '16-zombie'): Promise<void> {
  await page.evaluate((id) => (location.hash = `#/lab/${id}`), lesson)
  await expect(page.locator('.lessons')).toBeAttached()
  await expect(page).toHaveURL(new RegExp(`#/lab/${lesson}$`))
}

/** Opens the page for a program of one's own, and writes it. */
export async function writeProgram(page: Page, code: string, language = 'javascript'): Promise<void> {
  await openLab(page, 'program')
  await page.getByRole('combobox', { name: 'Language' }).selectOption(language)
  await page.getByRole('textbox', { name: 'Your program' }).fill(code)
}

export const run = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click()
export const stop = (page: Page): Promise<void> => page.getByRole('button', { name: 'Stop', exact: true }).click()
export const nodeOf = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name })

/** @returns the pid of the process of that name, as the tree shows it */
export async function pidOf(page: Page, name: string): Promise<number> {
  return Number(await nodeOf(page, name).getAttribute('data-pid'))
}

export const reportOf = (page: Page) => page.locator('.report[data-outcome]')

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** @returns what axe finds serious or critical */
export async function seriousOf(page: Page): Promise<unknown> {
  // Injected through the debugger, not the page: its policy would refuse it.
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))`,
  )
}
