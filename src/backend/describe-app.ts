import { cpus } from 'node:os'
import type { WindowFinder } from '../core/processes/find-window.ts'
import type { ProcessTable } from '../core/processes/process-table.ts'
import type { Signaller } from '../core/signals/create-signaller.ts'
import type { Tuner } from '../core/tuning/create-tuner.ts'
import type { About, Note } from '../shared/contract/app.ts'

const platforms = new Map<string, About['platform']>([
  ['darwin', 'darwin'],
  ['win32', 'win32'],
])

/** @returns what this Forkscope is and can do on this machine, for the renderer's decisions. */
export function describeApp(parts: {
  readonly version: string
  readonly readOnly: boolean
  readonly tray: boolean
  readonly table: ProcessTable
  readonly signaller: Signaller
  readonly tuner: Tuner
  readonly windows: WindowFinder
  readonly notify?: ((note: Note) => void) | undefined
}): About {
  const electron = process.versions['electron']
  return {
    version: parts.version,
    // Other Unix systems take the Linux answers that the portable source can give.
    platform: platforms.get(process.platform) ?? 'linux',
    architecture: process.arch,
    runtime: electron === undefined ? `Node.js ${process.versions.node}` : `Electron ${electron}`,
    pid: process.pid,
    // All of the machine, not only those that this process may use: the table tells of everybody.
    cpus: Math.max(1, cpus().length),
    capabilities: {
      source: parts.table.source,
      readOnly: parts.readOnly,
      tray: parts.tray,
      signals: [...parts.signaller.signals],
      atomicSignals: parts.signaller.atomic,
      notifications: parts.notify !== undefined,
      affinity: parts.tuner.affinity,
      findWindow: parts.windows.ability,
      degraded: [...parts.table.degraded, ...parts.signaller.degraded, ...parts.tuner.degraded],
    },
  }
}
