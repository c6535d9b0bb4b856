import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** @returns what axe holds for serious or critical on the page as it is now */
export async function seriousForAxe(page: Page): Promise<unknown> {
  // Injected through the debugger, not the page: its policy would refuse it.
  await page.evaluate(readFileSync(axe, 'utf8'))
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))`,
  )
}
