import { useEffect, useRef, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useStore } from 'zustand'
import type { PlannedTarget } from '../../../../shared/contract/signals.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { processes } from './process-store.ts'
import { sendSignal } from './send-signal.ts'
import type { SignalIntent } from './signal-target.ts'
import { useDodge } from './use-dodge.ts'

/** Whom a signal would reach, as it was when the dialog asked. */
interface FrozenPlan {
  readonly tree: boolean
  readonly targets: readonly PlannedTarget[]
  /** The rows that the page held then. */
  readonly known: ReadonlySet<string>
}

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
  const [made, setMade] = useState<FrozenPlan>()
  const [failure, setFailure] = useState<string>()

  useEffect(() => {
    let current = true
    const targets = intent.targets.map(({ pid, startKey }) => ({ kind: 'process' as const, pid, startKey }))
    client?.processes.plan({ targets, tree }).then(
      (plan) => current && setMade({ tree, targets: plan.targets, known: new Set(processes.getState().rows.keys()) }),
      (cause: unknown) => current && setFailure(cause instanceof Error ? cause.message : String(cause)),
    )
    return () => {
      current = false
    }
  }, [client, intent, tree])

  const plan = made?.tree === tree ? made : undefined
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
  // A row that the page has never held (it is younger than the last sample) is not gone.
  const isGone = (target: PlannedTarget): boolean => {
    const row = rows.get(keyOf(target))
    return row === undefined ? (plan?.known.has(keyOf(target)) ?? false) : row.fresh === 'ended'
  }
  const allowed = (plan?.targets ?? []).filter((target) => target.refusal === undefined)
  const receivers = allowed.filter((target) => !isGone(target))
  const vanished = intent.targets.filter((target) => plan?.targets.every((each) => keyOf(each) !== keyOf(target)))
  const confirm = (): void => {
    // What ended meanwhile goes along: the backend finds it gone, sends nothing and says so.
    if (client !== undefined) void sendSignal(client, text, intent.signal, allowed)
    onClose()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => open || onClose()} className="overlay">
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{title}</Heading>
          <label className="checkbox">
            <input type="checkbox" checked={tree} onChange={(event) => setTree(event.target.checked)} />
            {text('confirm.descendants')}
          </label>
          {failure !== undefined && <p role="alert">{text('confirm.failed', { message: failure })}</p>}
          {plan === undefined && failure === undefined && <p>{text('confirm.loading')}</p>}
          {plan !== undefined && (
            <>
              <p>{receivers.length === 0 ? text('confirm.nobody') : text('confirm.list', { signal: intent.signal })}</p>
              <ul className="targets">
                {plan.targets.map((target) => (
                  <PlannedItem
                    key={keyOf(target)}
                    target={target}
                    gone={isGone(target)}
                    skipped={!receivers.includes(target)}
                  />
                ))}
                {vanished.map((target) => (
                  <PlannedItem key={keyOf(target)} target={{ ...target, depth: 0, descendants: 0 }} gone skipped />
                ))}
              </ul>
            </>
          )}
          <div className="buttons">
            {/* The safe button has the focus: Enter must not end anything by accident. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Button autoFocus onPress={onClose}>
              {text('confirm.cancel')}
            </Button>
            <DangerButton
              isDisabled={receivers.length === 0}
              onPress={confirm}
              words={plan === undefined && failure === undefined ? text('confirm.wait') : action}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface DangerButtonProps {
  readonly isDisabled: boolean
  readonly onPress: () => void
  readonly words: string
}

function DangerButton({ isDisabled, onPress, words }: DangerButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useDodge(button)
  return (
    <Button ref={button} className="danger" isDisabled={isDisabled} onPress={onPress}>
      {words}
    </Button>
  )
}

interface PlannedItemProps {
  readonly target: PlannedTarget
  readonly gone: boolean
  readonly skipped: boolean
}

/** One line of the list: who, and why it is skipped if it is. */
function PlannedItem({ target, gone, skipped }: PlannedItemProps) {
  const text = useText()
  const note = (): string | undefined => {
    if (gone) return text('confirm.ended')
    if (target.refusal !== undefined) return text(`refusal.${target.refusal}`)
    return target.zombie ? text('confirm.zombie') : target.user && displayText(target.user)
  }
  return (
    <li data-skipped={skipped}>
      <span style={{ paddingInlineStart: Math.min(target.depth, 12) * 16 }}>
        {displayText(target.name)} ({target.pid})
      </span>
      <small>{note()}</small>
    </li>
  )
}
