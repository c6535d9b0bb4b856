import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { WebSocket } from 'ws'
import { createDetailsReader } from '../core/details/read-details.ts'
import { createMachineMonitor } from '../core/machine/machine-monitor.ts'
import { createWindowFinder } from '../core/processes/find-window.ts'
import { processEyes } from '../core/processes/inspect.ts'
import { createProcessTable, type ProcessTable } from '../core/processes/process-table.ts'
import { openSettings, type SettingsStore } from '../core/settings/open-settings.ts'
import { createSignaller, type Signaller } from '../core/signals/create-signaller.ts'
import { createTuner } from '../core/tuning/create-tuner.ts'
import { lessons } from '../lab/catalog.ts'
import { createLab, type Lab } from '../lab/engine/create-lab.ts'
import type { About, Note } from '../shared/contract/app.ts'
import type { BackendFiles } from './built-files.ts'
import { describeApp } from './describe-app.ts'
import { followSettings } from './follow-settings.ts'
import { guardLab, howToLeaveReadOnly } from './read-only.ts'
import { createRouter } from './router.ts'
import { warmUp } from './warm-up.ts'

export interface Backend {
  readonly table: ProcessTable
  readonly signaller: Signaller
  readonly lab: Lab
  readonly settings: SettingsStore
  about(): About
  /** For a host whose page is about to open: does beforehand what would hold it up. */
  prepare(): void
  /** Serves the contract over a port; its streams end when the port closes. */
  connectPort(port: SupportedMessagePort): void
  /** Serves the contract over a socket that was authenticated before. */
  connectWebSocket(socket: Pick<WebSocket, 'addEventListener' | 'send'>): void
  /** Ends lab runs and sampling; resolves when nothing of it is left. */
  stop(): Promise<void>
}

export interface BackendOptions {
  readonly files: BackendFiles
  readonly version: string
  readonly settingsFolder?: string | undefined
  readonly readOnly?: boolean
  /** Tells a person who looks elsewhere. */
  readonly notify?: (note: Note) => void
  /** The host can show itself in the status area. */
  readonly tray?: boolean
}

/**
 * Puts the services together; every host is an assembly of what this returns.
 * @param options where the built programs are, where settings live, whether signals are allowed
 * @returns the running backend; nothing is sampled before somebody watches
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { files, readOnly = false, tray = false, notify } = options
  const settings = openSettings({ folder: options.settingsFolder ?? process.env['FORKSCOPE_SETTINGS_FOLDER'] })
  const table = createProcessTable({
    samplerFile: files.sampler,
    intervalMs: settings.get().intervalMs,
    source: settings.get().source,
  })
  const readOnlyNow = (): string | undefined => howToLeaveReadOnly(readOnly, settings.get())
  const isReadOnly = (): boolean => readOnlyNow() !== undefined
  const signaller = createSignaller({ table, readOnly: isReadOnly })
  const tuner = createTuner({ readOnly: isReadOnly })
  const windows = createWindowFinder()
  const unguarded = createLab({
    lessons,
    files,
    eyes: processEyes,
    settled: ({ setting }) => settings.get()[setting],
    onProcess: (identity, mark, daemonOf) => {
      const daemon = daemonOf && { kind: 'multiprocessing' as const, endsWith: daemonOf }
      table.annotate(identity, { lab: mark, ...(daemon && { daemon }) })
    },
  })
  const lab = guardLab(unguarded, readOnlyNow)
  const machine = createMachineMonitor()
  const unfollow = followSettings(settings, table)
  const { version } = options
  const about = (): About => describeApp({ version, readOnly, tray, table, signaller, tuner, windows, notify })
  const details = createDetailsReader()
  const router = createRouter({
    table,
    details,
    signaller,
    tuner,
    windows,
    machine,
    lab,
    settings,
    about,
    readOnly: readOnlyNow,
    notify,
  })
  const ports = new PortHandler(router)
  const sockets = new SocketHandler(router)
  return {
    table,
    signaller,
    lab,
    settings,
    about,
    prepare() {
      table.prepare()
      // What fails here fails again, and is told, when it is asked for.
      warmUp({ about, settings }).catch(() => undefined)
    },
    connectPort: (port) => ports.upgrade(port),
    connectWebSocket: (socket) => void sockets.upgrade(socket),
    async stop() {
      unfollow()
      machine.stop()
      await Promise.all([lab.stop(), table.stop()])
    },
  }
}
