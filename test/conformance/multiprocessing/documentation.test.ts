import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it, vi } from 'vitest'

// A hang is what ends a test: on a machine with hundreds of busy processes each start takes seconds.
vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('../../..', import.meta.url))
const page = readFileSync(join(root, 'docs/multiprocessing.md'), 'utf8')
const run = promisify(execFile)

// Inside the package, where its own name can be imported.
const folder = mkdtempSync(join(root, 'out/examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const examples = [...page.matchAll(/^#{2,3} (.+)$|^```js\n([^]*?)^```\n\n```text\n([^]*?)^```$/gm)]
let heading = ''
for (const [, title, program, output] of examples) {
  if (title !== undefined) heading = title
  if (program === undefined) continue
  const name = heading
  it(`${name}: the example prints what stands below it`, async () => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.mjs`)
    writeFileSync(file, program)
    const { stdout, stderr } = await run(process.execPath, [file])
    expect({ stdout, stderr }).toEqual({ stdout: output, stderr: '' })
  })
}

it('every example is run', () => {
  expect(page.match(/^```js$/gm)).toHaveLength(examples.filter(([, , program]) => program !== undefined).length)
})
