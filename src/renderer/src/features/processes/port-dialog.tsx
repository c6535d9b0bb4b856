import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { backend } from '../../host/backend-store.ts'
import { useText, type Text } from '../../i18n/use-text.ts'
import { ActionDialog } from '../../components/action-dialog.tsx'
import { readWhole } from './read-number.ts'
import type { SignalIntent } from './signal-target.ts'

interface PortDialogProps {
  /** Who listens there is listed before anybody is ended. */
  readonly onFind: (intent: SignalIntent) => void
  readonly onClose: () => void
}

/** What became of the question who listens; it is of that port alone. */
type Answer = { readonly port: number } & (
  | { readonly kind: 'asked' | 'nobody' }
  | { readonly kind: 'failed'; readonly message: string }
)

/** Asks for the port whose listeners shall end; where nobody listens there is nothing to confirm, and it says so itself. */
export function PortDialog({ onFind, onClose }: PortDialogProps) {
  const text = useText()
  const id = useId()
  const client = useStore(backend, (state) => state.client)
  const [words, setWords] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  // What comes too late is an answer to what is not asked any more.
  const asked = useRef<{ readonly port: number }>(undefined)
  const forget = (): void => {
    asked.current = undefined
    setAnswer(undefined)
  }
  useEffect(() => () => void (asked.current = undefined), [])
  const port = readWhole(words, 1, 65_535)
  const isBad = words.trim() !== '' && port === undefined
  const find = (): void => {
    if (port === undefined || client === undefined) return
    const target = { kind: 'port', port } as const
    setAnswer({ kind: 'asked', port })
    asked.current = target
    client.processes.plan({ targets: [target], tree: false }).then(
      ({ targets }) => {
        if (asked.current !== target) return
        if (targets.length === 0) return setAnswer({ kind: 'nobody', port })
        onClose()
        onFind({ signal: 'SIGTERM', targets: [], find: target })
      },
      (cause: unknown) => {
        const message = cause instanceof Error ? cause.message : String(cause)
        if (asked.current === target) setAnswer({ kind: 'failed', port, message })
      },
    )
  }
  const sentence = isBad ? text('port.bad') : wordsOf(answer, text)
  return (
    <ActionDialog
      title={text('port.title')}
      danger={false}
      action={text(answer?.kind === 'asked' ? 'confirm.wait' : 'port.find')}
      isDisabled={port === undefined || answer?.kind === 'asked'}
      onAct={find}
      onClose={onClose}
    >
      <label className="field">
        {text('port.label')}
        <input
          // The only field of a dialog that was asked for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className="figure"
          inputMode="numeric"
          placeholder="8080"
          aria-invalid={isBad}
          aria-describedby={sentence === undefined ? undefined : id}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            forget()
          }}
        />
      </label>
      <p>{text('port.note')}</p>
      {sentence !== undefined && (
        <p id={id} className="mistake" role="alert">
          {sentence}
        </p>
      )}
    </ActionDialog>
  )
}

function wordsOf(answer: Answer | undefined, text: Text): string | undefined {
  if (answer?.kind === 'nobody') return text('port.nobody', { port: String(answer.port) })
  return answer?.kind === 'failed' ? text('confirm.failed', { message: answer.message }) : undefined
}
