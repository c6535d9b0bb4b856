import type { CdpSession } from './cdp-pipe.ts'

export type Theme = 'system' | 'light' | 'dark'

const theme: { now: Theme } = { now: 'system' }
const pages = new Set<CdpSession>()

/** Shows a theme in every page, and in those to come. */
export function showTheme(now: Theme): void {
  theme.now = now
  for (const page of pages) void apply(page)
}

/** From now on the page shows the theme of the app. */
export async function followTheme(page: CdpSession): Promise<void> {
  pages.add(page)
  await apply(page)
}

async function apply(page: CdpSession): Promise<void> {
  const value = theme.now === 'system' ? '' : theme.now
  try {
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  } catch {
    // The page has gone.
    pages.delete(page)
  }
}
