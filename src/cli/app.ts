import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { CliContext } from './cli-context.ts'
import { findElectron } from './electron-runtime.ts'
import { runServe } from './serve.ts'
import { FailedError } from './usage-error.ts'

/** `forkscope app`: the desktop app, or the web host where Electron's runtime cannot run. */
export async function runApp(context: CliContext): Promise<number> {
  const electron = await findElectron(context.packageFolder)
  const instead = electron === undefined ? noRuntime : rootOnLinux()
  if (electron !== undefined && instead === undefined) return runDesktop(electron, context)
  context.terminal.say(instead ?? noRuntime)
  return runServe({ port: '0', open: true }, context)
}

const noRuntime =
  "Electron's runtime is not installed and could not be downloaded, so Forkscope opens in the browser instead."

/** Chromium's sandbox refuses to work for root; a stand-in given by hand has none. */
function rootOnLinux(): string | undefined {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (!isRoot || process.env['ELECTRON_EXEC_PATH']) return undefined
  return "Chromium's sandbox does not work for root, so Forkscope opens in the browser instead of a window."
}

function runDesktop(electron: string, { packageFolder, terminal }: CliContext): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(electron, [packageFolder], { stdio: 'inherit', env })
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
