import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { hostname } from 'node:os'
import { delimiter, join } from 'node:path'
import type { PickedWindow, WindowPicking } from '../window-picking.ts'

/** A display of this machine: `:0`. Another one's windows belong to processes elsewhere. */
const localDisplay = /^(?:unix)?:\d+(?:\.\d+)?$/
/** Nobody looks for a window so long; the pointer must be given back. */
const patienceMs = 60_000

/**
 * X11, Xwayland included: the tool xprop changes the pointer and waits for a click. Windows of Wayland itself tell
 * nobody whose they are.
 * @param env where DISPLAY and PATH are looked up
 */
export function linuxWindowPicking(env: NodeJS.ProcessEnv = process.env): WindowPicking {
  const lack = whatLacks(env)
  if (lack !== undefined) return { lack }
  return {
    pick: (stop) =>
      new Promise((resolve) => {
        const options = { signal: stop, timeout: patienceMs, env }
        execFile('xprop', ['_NET_WM_PID', 'WM_CLIENT_MACHINE'], options, (error, stdout, stderr) => {
          if (error === null) resolve(parseXprop(stdout, hostname()))
          else if (stop.aborted || error.killed === true) resolve({ kind: 'cancelled' })
          else resolve({ kind: 'failed', cause: stderr.trim() || error.message })
        })
      }),
  }
}

function whatLacks({ DISPLAY = '', PATH = '' }: NodeJS.ProcessEnv): 'no-display' | 'no-tool' | undefined {
  if (!localDisplay.test(DISPLAY)) return 'no-display'
  return PATH.split(delimiter).some((folder) => isProgram(join(folder, 'xprop'))) ? undefined : 'no-tool'
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param text what xprop printed of a window; a pid counts on its client's machine only (EWMH, _NET_WM_PID)
 * @param machine the name of this one
 */
export function parseXprop(text: string, machine: string): PickedWindow {
  const pid = /^_NET_WM_PID\(CARDINAL\) = (\d+)$/m.exec(text)?.[1]
  const client = /^WM_CLIENT_MACHINE\(\w+\) = "(.*)"$/m.exec(text)?.[1]
  if (pid === undefined || (client !== undefined && client !== machine)) return { kind: 'unknown' }
  return { kind: 'picked', pid: Number(pid) }
}
