import type { Page } from '@playwright/test'

/** Opens a lesson of the lab by its number. */
export async function openLesson(app: Page, number: string): Promise<void> {
  await app.getByRole('button', { name: 'Lab' }).first().click()
  await app
    .getByRole('navigation', { name: 'Lessons' })
    .getByRole('button', { name: new RegExp(`\\b${number} `) })
    .click()
}
