import { describe, expect, it, vi } from 'vitest'
import { runTool } from '../../../src/core/platform/run-tool.ts'

describe('runTool', () => {
  it('asks for dates and numbers as parsers expect them, whatever the system speaks', async () => {
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8')
    vi.stubEnv('LC_CTYPE', 'de_DE.UTF-8')
    const print = 'const e = process.env; console.log(e.LC_ALL || "-", e.LC_TIME, e.LC_NUMERIC, e.LC_CTYPE)'
    const told = await runTool(process.execPath, ['-e', print]).finally(() => vi.unstubAllEnvs())
    expect(told.trim()).toBe('- C C de_DE.UTF-8')
  })

  it('has no answer from a tool that is missing', async () => {
    expect(await runTool('no-such-tool-of-any-system', [])).toBe('')
  })
})
