import psList, { type ProcessDescriptor } from 'ps-list'
import type { Inspection, ProcessSource, RawProcess } from './source.ts'

/** An operating system's start stamp for what ps-list tells; undefined when the process is gone. */
export type Stamp = (listed: ProcessDescriptor) => string | undefined | Promise<string | undefined>

/** @returns the start time in whole seconds, which is all that ps tells; undefined where it tells none */
export function stampOfSeconds({ startTime }: ProcessDescriptor): string | undefined {
  return startTime === undefined ? undefined : String(Math.floor(startTime.getTime() / 1000))
}

/**
 * The portable source: what ps-list tells, with the operating system's own start stamps.
 * @param stamp the platform's, so that signals check the same identity that the table shows
 * @param list ps-list; tests give captured lists
 */
export function createPsListSource(stamp: Stamp, list: typeof psList = psList): ProcessSource {
  return {
    name: 'ps-list',
    degraded: [{ kind: 'no-states' }, { kind: 'reported-cpu' }],
    async read() {
      const listed = await list()
      if (listed.length === 0) throw new Error('ps-list found no process at all')
      const rows: RawProcess[] = []
      for (const each of listed) {
        // The ps that ps-list itself starts is gone by now.
        if (each.ppid === process.pid && each.name === 'ps') continue
        const startKey = await stamp(each)
        if (startKey !== undefined) rows.push(toRaw(each, startKey))
      }
      return rows
    },
    rest: () => {},
    close: () => {},
  }
}

/** @returns one process by ps-list; undefined when it lists none with that pid */
export async function inspectByPsList(pid: number, stamp: Stamp, list = psList): Promise<Inspection | undefined> {
  const found = (await list()).find((each) => each.pid === pid)
  const startKey = found && (await stamp(found))
  if (found === undefined || startKey === undefined) return undefined
  return { pid, startKey, ppid: found.ppid, state: 'unknown', name: found.name }
}

function toRaw(listed: ProcessDescriptor, startKey: string): RawProcess {
  const startedAt = listed.startTime?.getTime()
  const { pid, ppid, name, cmd, path, uid, cpu } = listed
  return {
    pid,
    startKey,
    startOrder: startedAt,
    startedAt,
    ppid,
    name,
    state: 'unknown',
    command: cmd === undefined || cmd === '' ? undefined : cmd.split(' '),
    executable: path === undefined || path === '' ? undefined : path,
    uid,
    cpuPercent: cpu,
  }
}
