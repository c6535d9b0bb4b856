import { createInterface } from 'node:readline'
import type { CliContext } from './cli-context.ts'
import { openBrowser } from './open-browser.ts'
import { chooseAddress, openHost } from './open-host.ts'
import { UsageError } from './usage-error.ts'
import { visible } from './visible.ts'

export interface ServeOptions {
  readonly port: string
  readonly socket?: string
  readonly open?: true
  readonly readOnly?: true
  readonly json?: true
}

const openWithinMs = 60_000

/** `forkscope serve`: the web host until SIGTERM or Ctrl-C. */
export async function runServe(options: ServeOptions, context: CliContext): Promise<number> {
  const { terminal } = context
  const address = chooseAddress(options, context.platform)
  if (address.kind === 'socket' && options.open) {
    throw new UsageError('No browser opens a socket: give --open or --socket, not both.')
  }
  const backend = await context.openBackend({ readOnly: options.readOnly === true })
  backend.prepare()
  try {
    const host = await openHost(address, { backend, rendererFolder: context.rendererFolder })
    try {
      if (options.json) terminal.json({ ...host.document, pid: process.pid })
      else terminal.line(visible(host.sentence))
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
