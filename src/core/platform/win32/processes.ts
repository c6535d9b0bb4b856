import psList from 'ps-list'
import { createPsListSource } from '../ps-list-source.ts'
import type { ProcessPlatform } from '../source.ts'

/** Windows, until its native reader: pid, parent and name, as ps-list's helper tells. */
export const win32Processes: ProcessPlatform = {
  createSource() {
    const portable = createPsListSource(() => undefined, false)
    return {
      ...portable,
      degraded: [
        'On Windows only pid, parent and name are known so far: a process is identified by pid and name, not by its start time.',
      ],
    }
  },
  identify: async (pid) => (await find(pid))?.startKey,
  inspect: find,
  commandLine: () => Promise.resolve(undefined),
}

async function find(pid: number) {
  const row = (await psList()).find((each) => each.pid === pid)
  if (row === undefined) return undefined
  return { pid, startKey: `name:${row.name}`.slice(0, 64), ppid: row.ppid, state: 'unknown' as const, name: row.name }
}
