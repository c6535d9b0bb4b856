import psList, { type ProcessDescriptor } from 'ps-list'
import type { LoadKoffi } from '../load-koffi.ts'
import { createPsListSource, inspectByPsList } from '../ps-list-source.ts'
import { shareLooks } from '../share-looks.ts'
import type { ProcessPlatform, ProcessSource } from '../source.ts'
import { loadWindowTitles } from './window-titles.ts'

/** fastlist tells no start times: name and pid together are all there is. */
export const stampOfName = ({ name }: Pick<ProcessDescriptor, 'name'>): string => `name:${name}`.slice(0, 64)

/**
 * What ps-list's helper tells, with the titles of windows while they are asked for.
 * @param list ps-list; tests give others
 * @param loadKoffi tests give one that fails
 */
export function createWindowsSource(list = psList, loadKoffi?: LoadKoffi): ProcessSource {
  const portable = createPsListSource(stampOfName, list)
  const readTitles = loadWindowTitles(loadKoffi)
  return {
    ...portable,
    degraded: [{ kind: 'names-only' }],
    async read(facts) {
      const rows = await portable.read()
      if (readTitles === undefined || facts?.has('window') !== true) return rows
      const titles = readTitles()
      return rows.map((row) => ({ ...row, windowTitle: titles.get(row.pid) }))
    },
  }
}

const createSource = (): ProcessSource => createWindowsSource()

/** Each look runs fastlist.exe: the members of a tree that is waited for share them. */
const list = shareLooks(() => psList())

/** Windows, until its native reader: pid, parent and name, as ps-list's helper tells. */
export const win32Processes: ProcessPlatform = {
  createSource,
  createPortableSource: createSource,
  identify: async (pid) => (await inspectByPsList(pid, stampOfName))?.startKey,
  inspect: (pid) => inspectByPsList(pid, stampOfName, list),
  openEvents: () => undefined,
  watchEvents: () => undefined,
  children: () => Promise.resolve([]),
  commandLine: () => Promise.resolve(undefined),
}
