import { useEffect, useState } from 'react'
import { Button, Checkbox, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useStore } from 'zustand'
import type { PlannedTarget } from '../../../../shared/contract/signals.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { processes } from './process-store.ts'
import { sendSignal } from './send-signal.ts'
import type { SignalIntent } from './signal-target.ts'

interface ConfirmDialogProps {
  readonly intent: SignalIntent
  readonly onClose: () => void
}

/** The list is made when the dialog opens and stays as it is: what is confirmed is what is signalled. */
export function ConfirmDialog({ intent, onClose }: ConfirmDialogProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const rows = useStore(processes, (state) => state.rows)
  const [tree, setTree] = useState(false)
  const [plan, setPlan] = useState<readonly PlannedTarget[]>()
  const [failure, setFailure] = useState<string>()

  useEffect(() => {
    let current = true
    setPlan(undefined)
    const targets = intent.targets.map(({ pid, startKey }) => ({ kind: 'process' as const, pid, startKey }))
    client?.processes.plan({ targets, tree }).then(
      (made) => current && setPlan(made.targets),
      (cause: unknown) => current && setFailure(cause instanceof Error ? cause.message : String(cause)),
    )
    return () => {
      current = false
    }
  }, [client, intent, tree])

  const action = text(
    intent.signal === 'SIGKILL' ? 'action.kill' : intent.signal === 'SIGTERM' ? 'action.terminate' : 'action.signal',
    {
      signal: intent.signal,
    },
  )
  const [first] = intent.targets
  const title =
    intent.targets.length === 1 && first !== undefined
      ? text('confirm.title', { action, name: displayText(first.name), pid: String(first.pid) })
      : text('confirm.titleMany', { action, count: intent.targets.length })
  const isGone = (target: PlannedTarget): boolean => {
    const row = rows.get(keyOf(target))
    return row === undefined || row.fresh === 'ended'
  }
  const receivers = (plan ?? []).filter((target) => target.refusal === undefined && !isGone(target))
  const confirm = (): void => {
    if (client !== undefined) void sendSignal(client, text, intent.signal, receivers)
    onClose()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => open || onClose()} className="overlay">
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{title}</Heading>
          <Checkbox isSelected={tree} onChange={setTree} className="checkbox">
            <span className="box" aria-hidden="true" /> {text('confirm.descendants')}
          </Checkbox>
          {failure !== undefined && <p role="alert">{text('confirm.failed', { message: failure })}</p>}
          {plan === undefined && failure === undefined && <p>{text('confirm.loading')}</p>}
          {plan !== undefined && (
            <>
              <p>{receivers.length === 0 ? text('confirm.nobody') : text('confirm.list', { signal: intent.signal })}</p>
              <ul className="targets">
                {plan.map((target) => (
                  <li key={keyOf(target)} data-skipped={!receivers.includes(target)}>
                    <span style={{ paddingInlineStart: target.depth * 16 }}>
                      {displayText(target.name)} ({target.pid})
                    </span>
                    <small>
                      {isGone(target)
                        ? text('confirm.ended')
                        : target.refusal !== undefined
                          ? text(`refusal.${target.refusal}`)
                          : target.zombie
                            ? text('confirm.zombie')
                            : target.user}
                    </small>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="buttons">
            <Button autoFocus onPress={onClose}>
              {text('confirm.cancel')}
            </Button>
            <Button className="danger" isDisabled={receivers.length === 0} onPress={confirm}>
              {action}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
