import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../src', import.meta.url))
// The programs of lessons are shown and run as they are: two of them are about what a shell starts, with fixed texts.
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/^lab[/\\]lessons[/\\]/.test(file),
)

/** What would let a process name, an argument or a path become a command. */
const shells = [
  /\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'/,
  /import \* as \w+ from 'node:child_process'|from 'child_process'|require\('(?:node:)?child_process'\)/,
  /\bshell:\s*(?!false)/,
  /(?:spawn|execFile)(?:Sync)?\(\s*'(?:sh|bash|cmd|cmd\.exe|powershell|pwsh)'/,
  /\[\s*'(?:cmd|powershell)'/,
]

describe('no source starts a shell', () => {
  it('looks at the sources', () => {
    expect(files.length).toBeGreaterThan(100)
  })

  it.each(shells.map((shell) => [shell]))('none has %s', (shell) => {
    expect(files.filter((file) => shell.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it('would notice one', () => {
    const bad = "import { exec, spawn } from 'node:child_process'\nspawn('sh', ['-c', name], { shell: true })"
    expect(shells.filter((shell) => shell.test(bad)).length).toBe(3)
  })
})
