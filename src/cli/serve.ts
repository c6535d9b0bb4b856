import { createInterface } from 'node:readline'
import { startWebHost } from '../web/start-web-host.ts'
import type { CliContext } from './cli-context.ts'
import { openBrowser } from './open-browser.ts'
import { FailedError, wholeNumber } from './usage-error.ts'

export interface ServeOptions {
  readonly port: string
  readonly open?: true
  readonly readOnly?: true
  readonly json?: true
}

const openWithinMs = 60_000

/** `forkscope serve`: the web host until SIGTERM or Ctrl-C. */
export async function runServe(options: ServeOptions, context: CliContext): Promise<number> {
  const { terminal } = context
  const port = wholeNumber(options.port, 'a port', 0, 65_535)
  const readOnly = options.readOnly === true
  const backend = await context.openBackend({ readOnly })
  try {
    const host = await startWebHost({ backend, rendererFolder: context.rendererFolder, port }).catch(
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        throw new FailedError(message, { cause: error })
      },
    )
    try {
      const url = `http://127.0.0.1:${host.port}/#token=${host.token}`
      if (options.json) terminal.json({ url, port: host.port, token: host.token, pid: process.pid })
      else terminal.line(`Forkscope is at ${url}`)
      const stopAsking = offerFreshLinks(() => terminal.say(`A fresh link: ${host.freshLink()}`))
      if (options.open) {
        // A link of its own: the printed one stays unused. Others may read it among the opener's arguments, so it
        // does not wait for long.
        const failure = await openBrowser(host.freshLink(openWithinMs), context.platform)
        if (failure !== undefined) terminal.say(failure)
      }
      await ended(terminal.ending)
      stopAsking()
    } finally {
      await host.stop()
    }
  } finally {
    await backend.stop()
  }
  return 0
}

/** A link works once; whoever needs another one presses Enter where the host runs. */
function offerFreshLinks(show: () => void): () => void {
  if (process.stdin.isTTY !== true) return () => {}
  const lines = createInterface({ input: process.stdin })
  lines.on('line', show)
  return () => lines.close()
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    // Waiting for a signal alone does not keep Node running.
    const alive = setInterval(() => {}, 60_000)
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(alive)
        resolve()
      },
      { once: true },
    )
  })
}
