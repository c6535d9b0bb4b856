// npm passes a signal on to its shell only, and shells pass on nothing: what npm started would outlive it.
import { readFileSync } from 'node:fs'

const lookEveryMs = 250

/**
 * Lets a program that `npm run` started end with npm, however npm ends: it then gets the SIGTERM that npm meant for it.
 * Does nothing for a program that was started in another way, as with `nohup node bin/forkscope.js serve`.
 */
export function followNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const shell = process.ppid
  // A shell may let its one command take its place: then npm is the parent, and nobody stands in between.
  const npm = /^[^\0]*\0-c\0/.test(fileOf(shell, 'cmdline')) ? parentOf(shell) : undefined
  const look = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return
    clearInterval(look)
    process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs)
  look.unref()
}

/** @param {number} pid @returns {string | undefined} its parent's pid; undefined where the system has no /proc */
function parentOf(pid) {
  return /^PPid:\t(\d+)$/m.exec(fileOf(pid, 'status'))?.[1]
}

/** @param {number} pid @param {string} name @returns {string} empty when it cannot be read */
function fileOf(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
