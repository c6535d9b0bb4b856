import { createStore } from 'zustand/vanilla'
import type { MachineEvent, MachineFacts, MachineSample } from '../../../../shared/contract/machine.ts'
import { appendRecent, machineSpanMs } from '../../../../shared/model/recent.ts'
import type { Client } from '../../host/client.ts'
import { followStream } from '../../host/follow-stream.ts'

export interface MachineState {
  readonly facts: MachineFacts | undefined
  /** Of the last ten minutes, oldest first. */
  readonly samples: readonly MachineSample[]
}

const nothing: MachineState = { facts: undefined, samples: [] }

export const machine = createStore<MachineState>(() => nothing)

/** @returns the state after an event of the stream; a new stream of the same machine completes what is there */
export function applyMachineEvent(state: MachineState, event: MachineEvent): MachineState {
  if (event.kind === 'samples') return { ...state, samples: appendRecent(state.samples, event.samples, machineSpanMs) }
  const same = state.facts?.hostname === event.facts.hostname
  return { facts: event.facts, samples: same ? state.samples : [] }
}

/**
 * Keeps the machine's figures flowing, whichever page is open: charts are full when theirs is opened.
 * @returns the stop
 */
export function followMachine(client: Client): () => void {
  return followStream(
    (signal) => client.machine.watch(undefined, { signal }),
    (event) => machine.setState((state) => applyMachineEvent(state, event)),
  )
}
