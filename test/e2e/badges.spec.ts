import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

test('badges of orphans are never cut: words, pictures or a count, told whole in any form', async ({ app }) => {
  test.skip(process.platform !== 'linux', 'Orphans are made by a Unix shell here.')
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-badges-'))
  const program = join(folder, 'long-name-of-it')
  symlinkSync(spawnSync('which', ['sleep'], { encoding: 'utf8' }).stdout.trim(), program)
  // The shell between ends when its child was seen: it is adopted then.
  const shell = spawn('sh', ['-c', `'${program}' 656 >/dev/null 2>&1 & echo $!; read -r _`])
  const [told] = (await once(shell.stdout, 'data')) as [Buffer]
  const pid = Number(told)
  try {
    await app.getByRole('combobox', { name: 'Filter processes' }).fill(`pid = ${pid}`)
    const row = app.locator(`[role=row][data-pid="${pid}"]`)
    const badge = row.locator('.badge[data-kind=orphan]')
    await expect(row).toBeVisible()
    await expect(badge).toHaveCount(0)
    shell.stdin.end()
    await expect(badge).toBeVisible()
    await expect(row).toHaveAccessibleName(/sleeping, orphan/)
    await row.click()
    const seen = new Set<string | null>()
    for (const language of ['English', '简体中文']) {
      await app.locator('.navigation button').last().click()
      await app.getByRole('radio', { name: language }).check()
      await app.locator('.navigation button').first().click()
      for (const width of [2560, 1280, 800]) {
        await app.setViewportSize({ width, height: 600 })
        for (const name of [400, 200, 130, 80]) {
          const grip = app.locator('.header .cell').first().locator('.grip')
          const cell = await row.locator('[data-column=name]').boundingBox()
          const box = await grip.boundingBox()
          if (cell === null || box === null) throw new Error('The column is not on the page.')
          await app.mouse.move(box.x + 4, box.y + 8)
          await app.mouse.down()
          await app.mouse.move(cell.x + name, box.y + 8, { steps: 3 })
          await app.mouse.up()
          const cut = await row.locator('.badge').evaluateAll((all) =>
            all.flatMap((each) => {
              const [own, room] = [each.getBoundingClientRect(), each.closest('.named')?.getBoundingClientRect()]
              const isCut = each.scrollWidth > each.clientWidth + 1 || own.right > (room?.right ?? 0) + 1
              return isCut ? [each.outerHTML] : []
            }),
          )
          expect(cut, `${language}, ${width}, ${name}`).toEqual([])
          for (const each of await row.locator('.badge').all()) {
            seen.add(await each.getAttribute('data-form'))
            await expect(each).toHaveAttribute('title', /\S/)
          }
        }
      }
    }
    expect(seen).toContain('full')
    expect(seen).toContain('short')
    expect(seen).toContain('glyph')
  } finally {
    process.kill(pid, 'SIGKILL')
    shell.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})
