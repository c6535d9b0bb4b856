import { useId, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { ActionDialog } from './action-dialog.tsx'
import { readWhole } from './read-number.ts'
import type { SignalIntent } from './signal-target.ts'

interface PortDialogProps {
  /** Who listens there is listed before anybody is ended. */
  readonly onFind: (intent: SignalIntent) => void
  readonly onClose: () => void
}

/** Asks for the TCP port whose listeners shall end. */
export function PortDialog({ onFind, onClose }: PortDialogProps) {
  const text = useText()
  const id = useId()
  const [words, setWords] = useState('')
  const port = readWhole(words, 1, 65_535)
  const isBad = words.trim() !== '' && port === undefined
  const find = (): void => {
    if (port === undefined) return
    onClose()
    onFind({ signal: 'SIGTERM', targets: [], find: { kind: 'port', port } })
  }
  return (
    <ActionDialog
      title={text('port.title')}
      danger={false}
      action={text('port.find')}
      isDisabled={port === undefined}
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
          aria-describedby={isBad ? id : undefined}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {isBad && (
        <p id={id} className="mistake" role="alert">
          {text('port.bad')}
        </p>
      )}
    </ActionDialog>
  )
}
