import { mkdirSync, readFileSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs'
import { join } from 'node:path'

interface Call {
  readonly argv: readonly string[]
  readonly workingDirectory: string
}

/**
 * One app for each folder of user data, decided at once as in Electron.
 * @param onCall what another one said that then had to go
 * @returns the release; undefined when another app lives there, which has been called
 */
export function takeFolder(folder: string, onCall: (call: Call) => void): (() => void) | undefined {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'stand-in.lock')
  const calls = join(folder, 'stand-in.calls')
  if (!tryToLock(lock)) {
    const call: Call = { argv: process.argv, workingDirectory: process.cwd() }
    writeFileSync(join(calls, `${process.pid}.json`), JSON.stringify(call))
    return undefined
  }
  mkdirSync(calls, { recursive: true })
  const heard = new Set<string>()
  const watcher: FSWatcher = watch(calls, (_event, name) => {
    if (name === null || heard.has(name)) return
    const call = readCall(join(calls, name))
    if (call === undefined) return
    heard.add(name)
    onCall(call)
  })
  return () => {
    watcher.close()
    rmSync(calls, { recursive: true, force: true })
    rmSync(lock, { force: true })
  }
}

function tryToLock(lock: string): boolean {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) return false
      // Its owner was killed.
      rmSync(lock, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** @returns undefined while it is being written */
function readCall(path: string): Call | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
