import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { CdpPipe, type Answer } from './cdp-pipe.ts'

const candidates = [process.env['ELECTRON_STAND_IN_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome']

export interface Chromium {
  readonly pipe: CdpPipe
  /** Resolves at its end, with its exit code or the name of the signal that ended it. */
  readonly ended: Promise<string>
  /** Ends it with all its helpers. */
  stop(): Promise<void>
}

/** What its thread tells. */
type Told =
  | { readonly kind: 'started'; readonly pid: number | undefined }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'error-line'; readonly line: string }
  | { readonly kind: 'said'; readonly message: Answer }
  | { readonly kind: 'closed' }

export interface ChromiumOptions {
  /** For Playwright; undefined without it. */
  readonly debuggingPort: string | undefined
  readonly sandbox: boolean
}

/**
 * Starts the browser that shows the windows, without one of its own.
 * @param profile its folder
 */
export function startChromium(profile: string, { debuggingPort, sandbox }: ChromiumOptions): Chromium {
  const executable = candidates.find((path) => path !== undefined && existsSync(path))
  if (executable === undefined) throw new Error('The Electron stand-in needs Chromium; none was found.')
  const thread = new Worker(new URL('chromium-thread.mjs', import.meta.url), {
    workerData: { executable, arguments: argumentsFor(profile, debuggingPort, sandbox) },
  })
  const pipe = new CdpPipe(thread)
  const [started, tellStarted] = promised<number | undefined>()
  const [ended, tellEnded] = promised<string>()
  thread.on('message', (told: Told) => {
    switch (told.kind) {
      case 'started':
        return tellStarted(told.pid)
      case 'exited':
        return tellEnded(told.signal ?? String(told.code))
      case 'error-line':
        return forward(told.line)
      case 'said':
        return pipe.receive(told.message)
      case 'closed':
        return pipe.end()
    }
  })
  return {
    pipe,
    ended,
    async stop() {
      const group = await started
      if (group !== undefined) await stop(group, ended, profile)
    },
  }
}

function promised<T>(): readonly [Promise<T>, (value: T) => void] {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => (settle = resolve))
  return [promise, settle]
}

function argumentsFor(profile: string, debuggingPort: string | undefined, sandbox: boolean): readonly string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-gpu',
    '--disable-popup-blocking',
    '--disable-features=HttpsUpgrades,PaintHolding,Translate',
    '--force-color-profile=srgb',
    '--password-store=basic',
    '--screen-info={1920x1080}',
    `--user-data-dir=${profile}`,
    ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ...(sandbox ? [] : ['--no-sandbox']),
  ]
}

/** Of what Chromium says, Playwright needs one line; the rest is noise of a machine without a screen. */
function forward(line: string): void {
  if (line.startsWith('DevTools listening') || process.env['ELECTRON_STAND_IN_VERBOSE']) {
    process.stderr.write(`${line}\n`)
  }
}

async function stop(group: number, ended: Promise<unknown>, profile: string): Promise<void> {
  // Nothing of the profile is wanted later, and Chromium's own farewell takes seconds.
  signal(group, 'SIGKILL')
  await ended
  for (let tries = 0; tries < 100 && lives(group); tries += 1) await delay(10)
  removeSocketFolder(profile)
}

/** Chromium keeps the socket of its own single instance in the folder for temporary files. */
function removeSocketFolder(profile: string): void {
  try {
    const folder = dirname(readlinkSync(join(profile, 'SingletonSocket')))
    if (basename(folder).startsWith('org.chromium.Chromium.')) rmSync(folder, { recursive: true, force: true })
  } catch {
    // It had made none yet.
  }
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name)
  } catch {
    // Nobody is left.
  }
}

/** @returns whether somebody of the group still runs; corpses wait for an adopter that may reap late */
function lives(group: number): boolean {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  return pids.some((pid) => {
    try {
      const [state, , found] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
      return Number(found) === group && state !== 'Z'
    } catch {
      return false
    }
  })
}
