import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { CliContext } from './cli-context.ts'
import { findElectron } from './electron-runtime.ts'
import { runServe } from './serve.ts'
import { FailedError } from './usage-error.ts'

export interface AppOptions {
  readonly json?: true
}

/** `forkscope app`: the desktop app, or the web host where Electron's runtime cannot run. */
export async function runApp({ json }: AppOptions, context: CliContext): Promise<number> {
  const electron = await findElectron(context.packageFolder)
  const refusal = context.platform.desktopRefusal()
  if (electron !== undefined && refusal === undefined) return runDesktop(electron, json === true, context)
  context.terminal.say(electron === undefined ? noRuntime : (refusal ?? noRuntime))
  return runServe({ port: '0', open: true, ...(json && { json }) }, context)
}

const noRuntime =
  "Electron's runtime is not installed and could not be downloaded, so Forkscope opens in the browser instead."

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
