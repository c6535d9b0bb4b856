import { useState } from 'react'
import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { processes } from './process-store.ts'
import type { SignalIntent } from './signal-target.ts'
import { meantKeys, view } from './view-store.ts'

export interface Signals {
  readonly readOnly: boolean
  /** What is about to be confirmed. */
  readonly intent: SignalIntent | undefined
  readonly setIntent: (intent: SignalIntent | undefined) => void
  /** Asks whether the signal shall go to the marked rows; without marks to the selected one. */
  readonly ask: (signal: string) => void
}

/** What the page is about to signal. */
export function useSignals(): Signals {
  const readOnly = useStore(backend, isReadOnly)
  const [intent, setIntent] = useState<SignalIntent>()
  const ask = (signal: string): void => {
    const { rows } = processes.getState()
    const targets = meantKeys(view.getState()).flatMap((key) => {
      const row = rows.get(key)
      return row === undefined || row.fresh === 'ended' ? [] : row
    })
    if (targets.length > 0 && !readOnly) setIntent({ signal, targets })
  }
  return { readOnly, intent, setIntent, ask }
}
