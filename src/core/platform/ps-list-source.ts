import psList from 'ps-list'
import type { ProcessPlatform, ProcessSource, RawProcess } from './source.ts'

/**
 * The portable source: what ps-list tells, with the operating system's own start stamps.
 * @param identify the platform's stamp, so that signals check the same identity that the table shows
 * @param precise whether that stamp is finer than the seconds ps-list tells, and cheap enough to ask for each row
 */
export function createPsListSource(identify: ProcessPlatform['identify'], precise: boolean): ProcessSource {
  return {
    name: 'ps-list',
    degraded: [
      'ps-list tells neither states nor process groups, sessions, terminals and threads: zombies and orphans are not recognised.',
      'CPU is what the system reports per process, not the use since the last sample.',
    ],
    async read() {
      const listed = await psList()
      const rows: RawProcess[] = []
      for (const each of listed) {
        // The ps that ps-list itself starts is gone by now.
        if (each.ppid === process.pid && each.name === 'ps') continue
        const startKey = await stampOf(each.pid, each.startTime?.getTime(), each.name)
        if (startKey === undefined) continue
        rows.push({
          pid: each.pid,
          startKey,
          startOrder: each.startTime?.getTime(),
          startedAt: each.startTime?.getTime(),
          ppid: each.ppid,
          name: each.name,
          state: 'unknown',
          command: each.cmd === undefined || each.cmd === '' ? undefined : each.cmd.split(' '),
          executable: each.path === undefined || each.path === '' ? undefined : each.path,
          uid: each.uid,
          cpuPercent: each.cpu,
        })
      }
      return rows
    },
    close: () => {},
  }

  async function stampOf(pid: number, startedAt: number | undefined, name: string): Promise<string | undefined> {
    if (startedAt === undefined) return (await identify(pid)) ?? `name:${name}`.slice(0, 64)
    return precise ? identify(pid) : String(Math.floor(startedAt / 1000))
  }
}
