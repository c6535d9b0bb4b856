import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How long fetching may take over what, in milliseconds. */
export interface FetchLimits {
  /** Nothing arrives and nothing is unpacked: then it is given up. A slow connection is no reason. */
  readonly stalledMs: number
  /** Before anything is said of it: without a network it has failed by then, and one sentence is enough. */
  readonly quietMs: number
  /** Between two reports of how far it is. */
  readonly reportMs: number
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number
}

export interface FetchOptions {
  /** Aborted when whoever waits for it gives up. */
  readonly signal: AbortSignal
  readonly say: (sentence: string) => void
  readonly limits?: FetchLimits
}

const defaultLimits: FetchLimits = { stalledMs: 30_000, quietMs: 3000, reportMs: 10_000, graceMs: 2000 }
const looksPerStall = 60

/**
 * Runs the installer of Electron's package, which downloads more than 100 MB on its first run.
 * @param folder Electron's package
 * @returns whether it succeeded; when not, nothing of it is left but the runtime's folder, half unpacked
 */
export async function fetchElectron(folder: string, options: FetchOptions): Promise<boolean> {
  if (options.signal.aborted) return false
  // An installer that is ended leaves its half of the download where it was.
  const temporary = makeTemporary()
  if (temporary === undefined) return false
  try {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      windowsHide: true,
    })
    const ended = new Promise<boolean>((resolve) => {
      child.on('error', () => resolve(false))
      child.on('exit', (code) => resolve(code === 0))
    })
    const leave = attend(child, { downloaded: temporary, unpacked: join(folder, 'dist') }, options)
    try {
      return await ended
    } finally {
      leave()
    }
  } finally {
    removeTemporary(temporary)
  }
}

/** @returns undefined where none can be made: then nothing is fetched, and whoever asked goes on without it */
function makeTemporary(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), 'forkscope-electron-'))
  } catch {
    return undefined
  }
}

function removeTemporary(folder: string): void {
  try {
    // Windows keeps a file for a moment after whoever had it open has ended.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // What was fetched is good; the system tidies up its folder of temporary files.
  }
}

/** Tells how far the installer is, and ends it when it gets no further or nobody waits. @returns what stops that */
function attend(
  child: ChildProcess,
  places: { readonly downloaded: string; readonly unpacked: string },
  { signal, say, limits = defaultLimits }: FetchOptions,
): () => void {
  const began = Date.now()
  let [movedAt, saidAt, toldBytes] = [began, 0, 0]
  let before = bytesIn(places.downloaded) + bytesIn(places.unpacked)
  let force: NodeJS.Timeout | undefined
  const end = (): void => {
    if (force !== undefined) return
    child.kill('SIGTERM')
    force = setTimeout(() => child.kill('SIGKILL'), limits.graceMs)
  }
  const look = setInterval(() => {
    const now = Date.now()
    const downloaded = bytesIn(places.downloaded)
    const bytes = downloaded + bytesIn(places.unpacked)
    if (bytes !== before) [movedAt, before] = [now, bytes]
    if (now - movedAt >= limits.stalledMs) end()
    if (saidAt === 0) {
      if (downloaded === 0 && now - began < limits.quietMs) return
      say("Fetching Electron's runtime: over 100 MB, and only this once …")
      saidAt = now
    } else if (now - saidAt >= limits.reportMs && downloaded > toldBytes) {
      say(`Fetching Electron's runtime: ${(downloaded / 1e6).toFixed(0)} MB so far …`)
      ;[saidAt, toldBytes] = [now, downloaded]
    }
  }, limits.stalledMs / looksPerStall)
  signal.addEventListener('abort', end, { once: true })
  return () => {
    clearInterval(look)
    clearTimeout(force)
    signal.removeEventListener('abort', end)
  }
}

/** @returns how many bytes the files of a folder hold; of one that is not there, or vanishes meanwhile, none */
function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
  } catch {
    return 0
  }
}
