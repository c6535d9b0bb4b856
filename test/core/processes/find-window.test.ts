import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { darwinWindowPicking } from '../../../src/core/platform/darwin/window-picking.ts'
import { linuxWindowPicking, parseXprop } from '../../../src/core/platform/linux/window-picking.ts'
import { win32WindowPicking } from '../../../src/core/platform/win32/window-picking.ts'
import { createWindowFinder } from '../../../src/core/processes/find-window.ts'
import { inspectProcess } from '../../../src/core/processes/inspect.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-xprop-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** In the place of xprop, which needs a screen. */
function finderWith(script: string, display = ':0') {
  const tool = join(folder, 'xprop')
  writeFileSync(tool, `#!/bin/sh\n${script}\n`)
  chmodSync(tool, 0o755)
  const env = { PATH: `${folder}:${process.env['PATH']}`, DISPLAY: display, ASKED: join(folder, 'asked') }
  return createWindowFinder({ picking: linuxWindowPicking(env) })
}
const told = (pid: number, machine: string): string =>
  `echo "$@" > $ASKED; echo '_NET_WM_PID(CARDINAL) = ${pid}'; echo 'WM_CLIENT_MACHINE(STRING) = "${machine}"'`
const forever = new AbortController().signal

describe.runIf(process.platform === 'linux')('the process of a window', () => {
  it('is the one that the window names, with its start stamp', async () => {
    const finder = finderWith(told(process.pid, hostname()))
    expect(finder.ability).toBe('yes')
    const own = await inspectProcess(process.pid)
    const found = await finder.find(forever)
    expect(found).toEqual({ kind: 'found', pid: process.pid, startKey: own?.startKey, name: own?.name })
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('_NET_WM_PID WM_CLIENT_MACHINE\n')
  })

  it('is not known of a window of another machine, nor of a process that is not there', async () => {
    expect(await finderWith(told(process.pid, 'elsewhere.example')).find(forever)).toEqual({ kind: 'unknown' })
    expect(await finderWith(told(4_194_305, hostname())).find(forever)).toEqual({ kind: 'unknown' })
    expect(parseXprop('_NET_WM_PID:  not found.\n', 'here')).toEqual({ kind: 'unknown' })
    expect(parseXprop('_NET_WM_PID(CARDINAL) = 7\nWM_CLIENT_MACHINE:  not found.\n', 'here')).toEqual({
      kind: 'picked',
      pid: 7,
    })
  })

  it('is waited for until somebody stops, or looks for another', async () => {
    const asked = join(folder, 'waits')
    const finder = finderWith(`: > ${asked}; exec sleep 600`)
    const begun = async (find: Promise<unknown>) => {
      await vi.waitFor(() => expect(existsSync(asked)).toBe(true), { interval: 5, timeout: 10_000 })
      rmSync(asked)
      return { ended: find }
    }
    const first = await begun(finder.find(forever))
    const stop = new AbortController()
    const second = await begun(finder.find(stop.signal))
    expect(await first.ended).toEqual({ kind: 'cancelled' })
    stop.abort()
    expect(await second.ended).toEqual({ kind: 'cancelled' })
  })

  it('cannot be had without a screen of this machine or the tool, and says so', async () => {
    const far = finderWith('exit 0', 'far.example:0')
    expect(far.ability).toBe('no-display')
    await expect(far.find(forever)).rejects.toThrow('no-display')
    const bare = createWindowFinder({ picking: linuxWindowPicking({ DISPLAY: ':0', PATH: '/nowhere' }) })
    expect(bare.ability).toBe('no-tool')
    const broken = finderWith('echo "xprop: unable to open display" >&2; exit 1')
    // The tool's own words: the user interface puts them into its sentence.
    expect(await broken.find(forever)).toEqual({ kind: 'failed', cause: 'xprop: unable to open display' })
    for (const picking of [darwinWindowPicking(), win32WindowPicking()]) {
      expect(createWindowFinder({ picking })).toHaveProperty('ability', 'not-here')
    }
  })
})
