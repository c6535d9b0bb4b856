import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Ancestor {
  readonly pid: number
  readonly ppid: number
  readonly name: string
}

/**
 * Climbs from a process to its parent, and on, until there is none.
 * @param steps at most so many
 * @returns the process itself first; a process that the system does not tell of ends the climb
 */
export function ancestorsOf(pid: number, steps: number): readonly Ancestor[] {
  const chain: Ancestor[] = []
  for (let next = pid; next > 0 && chain.length <= steps;) {
    const found = process.platform === 'linux' ? fromProc(next) : fromPs(next)
    if (found === undefined) break
    chain.push(found)
    next = found.ppid
  }
  return chain
}

function fromProc(pid: number): Ancestor | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in parentheses, and may hold some itself.
    const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
    return { pid, ppid: Number(text.slice(close + 2).split(' ')[1]), name: text.slice(open + 1, close) }
  } catch {
    return undefined
  }
}

function fromPs(pid: number): Ancestor | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    const found = /^\s*(\d+)\s+(.*)$/m.exec(text)
    return found === null ? undefined : { pid, ppid: Number(found[1]), name: found[2] ?? '' }
  } catch {
    return undefined
  }
}
