import { createPsListSource, inspectByPsList, type Stamp } from '../ps-list-source.ts'
import type { ProcessPlatform } from '../source.ts'

/** fastlist tells no start times: name and pid together are all there is. */
export const stampOfName: Stamp = ({ name }) => `name:${name}`.slice(0, 64)

const createSource = () => ({
  ...createPsListSource(stampOfName),
  degraded: [
    'On Windows only pid, parent and name are known so far: a process is identified by pid and name, not by its start time.',
  ],
})

/** Windows, until its native reader: pid, parent and name, as ps-list's helper tells. */
export const win32Processes: ProcessPlatform = {
  createSource,
  createPortableSource: createSource,
  identify: async (pid) => (await inspectByPsList(pid, stampOfName))?.startKey,
  inspect: (pid) => inspectByPsList(pid, stampOfName),
  openEvents: () => undefined,
  watchEvents: () => undefined,
  children: () => Promise.resolve([]),
  commandLine: () => Promise.resolve(undefined),
}
