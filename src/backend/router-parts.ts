import type { MachineMonitor } from '../core/machine/machine-monitor.ts'
import type { DetailsReader } from '../core/details/read-details.ts'
import type { WindowFinder } from '../core/processes/find-window.ts'
import type { ProcessTable } from '../core/processes/process-table.ts'
import type { SettingsStore } from '../core/settings/open-settings.ts'
import type { Signaller } from '../core/signals/create-signaller.ts'
import type { Tuner } from '../core/tuning/create-tuner.ts'
import type { Lab } from '../lab/engine/create-lab.ts'
import type { About, Note } from '../shared/contract/app.ts'

/** What the handlers stand on. */
export interface RouterParts {
  readonly table: ProcessTable
  readonly details: DetailsReader
  readonly signaller: Signaller
  readonly machine: MachineMonitor
  readonly tuner: Tuner
  readonly windows: WindowFinder
  readonly lab: Lab
  readonly settings: SettingsStore
  /** How to leave the read-only mode, as a sentence; undefined when this Forkscope is not in it. */
  readonly readOnly: () => string | undefined
  about(): About
  /** Absent where the host has no way to. */
  readonly notify?: ((note: Note) => void) | undefined
}

/** A stream's signal is there whenever a client is; without one the stream has no end to wait for. */
export const endOf = (signal: AbortSignal | undefined): AbortSignal => signal ?? new AbortController().signal
