import { useState } from 'react'
import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { processes } from './process-store.ts'
import type { MeantProcess, Question, SignalIntent } from './signal-target.ts'
import { meantKeys } from './meant-keys.ts'
import { view } from './view-store.ts'

export interface Signals {
  readonly readOnly: boolean
  /** What is about to be confirmed. */
  readonly intent: SignalIntent | undefined
  readonly setIntent: (intent: SignalIntent | undefined) => void
  /** Asks whether the signal shall go to the marked rows; without marks to the selected one. */
  readonly ask: (signal: string, tree?: boolean) => void
  /** What is to be answered first. */
  readonly question: Question | undefined
  readonly setQuestion: (question: Question | undefined) => void
  /** Asks about the rows that `ask` means. */
  readonly askAbout: (kind: Question['kind']) => void
  /** Asks whether the signal shall go to all of that name. */
  readonly askName: (signal: string, name: string) => void
}

/** What the page is about to signal. */
export function useSignals(): Signals {
  const readOnly = useStore(backend, isReadOnly)
  const [intent, setIntent] = useState<SignalIntent>()
  const [question, setQuestion] = useState<Question>()
  const meant = (): readonly MeantProcess[] => {
    const { rows } = processes.getState()
    return meantKeys(view.getState()).flatMap((key) => {
      const row = rows.get(key)
      return row === undefined || row.fresh === 'ended' ? [] : row
    })
  }
  const ask = (signal: string, tree = false): void => {
    const targets = meant()
    if (targets.length > 0 && !readOnly) setIntent({ signal, targets, tree })
  }
  const askAbout = (kind: Question['kind']): void => {
    const targets = meant()
    if (readOnly) return
    if (kind === 'port') setQuestion({ kind })
    else if (targets.length > 0) setQuestion({ kind, targets })
  }
  const askName = (signal: string, name: string): void => {
    if (!readOnly) setIntent({ signal, targets: [], find: { kind: 'name', name } })
  }
  return { readOnly, intent, setIntent, ask, question, setQuestion, askAbout, askName }
}
