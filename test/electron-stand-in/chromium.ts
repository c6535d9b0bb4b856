import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { CdpPipe } from './cdp-pipe.ts'

const candidates = [process.env['ELECTRON_STAND_IN_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome']

export interface Chromium {
  readonly pipe: CdpPipe
  readonly process: ChildProcess
  /** Ends it with all its helpers. */
  stop(): Promise<void>
}

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
  const browser = spawn(
    executable,
    [
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
    ],
    // A group of its own, so that its helpers can be waited for.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true },
  )
  const [, , errors, input, output] = browser.stdio
  if (!(errors instanceof Readable) || !(input instanceof Writable) || !(output instanceof Readable)) {
    throw new Error('Chromium could not be started.')
  }
  forwardAddress(errors)
  return { pipe: new CdpPipe(input, output), process: browser, stop: () => stop(browser, profile) }
}

/** Of what Chromium says, Playwright needs one line; the rest is noise of a machine without a screen. */
function forwardAddress(errors: Readable): void {
  let rest = ''
  errors.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('DevTools listening') || process.env['ELECTRON_STAND_IN_VERBOSE']) {
        process.stderr.write(`${line}\n`)
      }
    }
  })
}

async function stop(browser: ChildProcess, profile: string): Promise<void> {
  const group = browser.pid
  if (group === undefined) return
  const ended = browser.exitCode === null && browser.signalCode === null ? once(browser, 'exit') : undefined
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
