import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { CliContext } from './cli-context.ts'
import { findElectron } from './electron-runtime.ts'
import { runServe } from './serve.ts'
import { interruptedStatus } from './terminal.ts'
import { FailedError } from './usage-error.ts'
import { visible } from './visible.ts'

export interface AppOptions {
  readonly json?: true
}

/** `forkscope app`: the desktop app, or the web host where Electron's runtime cannot run. */
export async function runApp({ json }: AppOptions, context: CliContext): Promise<number> {
  const { packageFolder, platform, terminal } = context
  const inBrowser = (why: string): Promise<number> => {
    terminal.say(visible(why))
    return runServe({ port: '0', open: true, ...(json && { json }) }, context)
  }
  // Asked first: for whom no window can open nothing need be fetched.
  const refusal = platform.desktopRefusal()
  if (refusal !== undefined) return inBrowser(refusal)
  const electron = await findElectron(packageFolder, {
    signal: terminal.ending,
    say: (sentence) => terminal.say(sentence),
  })
  if (terminal.ending.aborted) return interruptedStatus(terminal) ?? 0
  if (electron.kind === 'missing') return inBrowser(electron.sentence)
  return runDesktop(electron.executable, json === true, context)
}

function runDesktop(electron: string, json: boolean, { packageFolder, terminal }: CliContext): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((resolve, reject) => {
    // With --json nothing but JSON is on stdout, whatever Chromium prints.
    const child = spawn(electron, [packageFolder], { stdio: json ? ['ignore', 2, 2] : 'inherit', env })
    if (json && child.pid !== undefined) terminal.json({ pid: child.pid })
    terminal.ending.addEventListener('abort', () => child.kill(terminal.endedBy ?? 'SIGTERM'), { once: true })
    child.on('error', (error) => {
      reject(new FailedError(`Electron could not be started (${electron}): ${error.message}`, { cause: error }))
    })
    child.on('exit', (code, signal) => {
      if (signal === null) return resolve(code ?? 0)
      resolve(terminal.endedBy === signal ? 0 : 128 + constants.signals[signal])
    })
  })
}
