import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { PlannedTarget } from '../../../../shared/contract/signals.ts'
import type { CommandAction, SignalAction } from '../../../../shared/model/same-by-command.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { backend } from '../../host/backend-store.ts'
import { useText, type Text } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { DialogCommand } from './dialog-command.tsx'
import { ActionDialog } from '../../components/action-dialog.tsx'
import { readNumber } from './read-number.ts'
import { sendSignal } from './send-signal.ts'
import { actionWords } from './signal-words.ts'
import type { SignalIntent } from './signal-target.ts'
import { TargetList } from './target-list.tsx'
import { specsOf, usePlan } from './use-plan.ts'

interface ConfirmDialogProps {
  readonly intent: SignalIntent
  readonly onClose: () => void
}

/** Polite ones: whoever does not follow them can be forced. */
const polite = new Set(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'])
const longestGraceSeconds = 3600

/** Who receives a signal, exactly, before it is sent. */
export function ConfirmDialog({ intent, onClose }: ConfirmDialogProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const [tree, setTree] = useState(intent.tree ?? false)
  const [forced, setForced] = useState(false)
  const [grace, setGrace] = useState('5')
  const { signal, find } = intent
  const plan = usePlan(find === undefined ? specsOf(intent.targets) : [find], intent.targets, tree)
  const roots =
    find === undefined ? intent.targets.length : (plan.targets?.filter(({ depth }) => depth === 0).length ?? 0)
  const action = actionWords(signal, text)
  const seconds = readNumber(grace, 0.1, longestGraceSeconds)
  const badGrace = forced && seconds === undefined
  const act = (): void => {
    const graceMs = forced && seconds !== undefined ? Math.round(seconds * 1000) : undefined
    // To continue a tree it need not be stopped first.
    const request = { signal, tree: tree && signal !== 'SIGCONT', graceMs, targets: plan.allowed }
    if (client !== undefined) void sendSignal(client, text, request)
    onClose()
  }
  const loading = plan.targets === undefined && plan.failure === undefined
  return (
    <ActionDialog
      title={titleOf(intent, action, text)}
      danger
      action={loading ? text('confirm.wait') : action}
      isDisabled={plan.receivers.length === 0 || badGrace}
      onAct={act}
      onClose={onClose}
    >
      <label className="checkbox">
        <input type="checkbox" checked={tree} onChange={(event) => setTree(event.target.checked)} />
        {text('confirm.descendants', { count: roots })}
      </label>
      {polite.has(signal) && (
        <Grace forced={forced} seconds={grace} isBad={badGrace} onForced={setForced} onSeconds={setGrace} />
      )}
      {plan.failure !== undefined && <p role="alert">{text('confirm.failed', { message: plan.failure })}</p>}
      {loading && <p>{text('confirm.loading')}</p>}
      {plan.targets !== undefined && (
        <>
          <p>{listWords(plan.receivers.length, plan.targets.length, intent, tree, text)}</p>
          <TargetList plan={plan} tree={tree} />
          <DialogCommand action={withGrace(commandOf(intent, tree, plan.receivers), forced ? seconds : undefined)} />
        </>
      )}
    </ActionDialog>
  )
}

interface GraceProps {
  readonly forced: boolean
  readonly seconds: string
  readonly isBad: boolean
  readonly onForced: (forced: boolean) => void
  readonly onSeconds: (seconds: string) => void
}

function Grace({ forced, seconds, isBad, onForced, onSeconds }: GraceProps) {
  const text = useText()
  const id = useId()
  return (
    <>
      <div className="checkbox">
        <input
          id={`${id}-force`}
          type="checkbox"
          checked={forced}
          onChange={(event) => onForced(event.target.checked)}
        />
        <label htmlFor={`${id}-force`}>{text('confirm.force')}</label>
        <input
          className="figure"
          inputMode="decimal"
          aria-label={text('confirm.seconds')}
          aria-invalid={isBad}
          aria-describedby={isBad ? `${id}-bad` : undefined}
          value={seconds}
          disabled={!forced}
          onChange={(event) => onSeconds(event.target.value)}
        />
        <span aria-hidden="true">{text('confirm.unit')}</span>
      </div>
      {isBad && (
        <p id={`${id}-bad`} className="mistake" role="alert">
          {text('confirm.badGrace')}
        </p>
      )}
    </>
  )
}

/** The same as a command line: of those whom the dialog lists, as long as they are not found anew. */
function commandOf({ signal, find }: SignalIntent, tree: boolean, receivers: readonly PlannedTarget[]): SignalAction {
  const pids = receivers.map(({ pid }) => pid)
  const roots = receivers.flatMap(({ pid, depth }) => (depth === 0 ? pid : []))
  if (tree) return { kind: 'tree', signal, roots, pids }
  if (find?.kind === 'name') return { kind: 'name', signal, name: find.name }
  if (find?.kind === 'port') return { kind: 'port', signal, port: find.port }
  return { kind: 'signal', signal, pids }
}

function withGrace(polite: SignalAction, seconds: number | undefined): CommandAction {
  return seconds === undefined ? polite : { kind: 'grace', polite, seconds }
}

function titleOf({ targets, find }: SignalIntent, action: string, text: Text): string {
  if (find?.kind === 'name') return text('confirm.titleName', { action, name: displayText(find.name) })
  if (find?.kind === 'port') return text('confirm.titlePort', { action, port: String(find.port) })
  const [first] = targets
  return targets.length === 1 && first !== undefined
    ? text('confirm.title', { action, name: shownName(first.name, text), pid: String(first.pid) })
    : text('confirm.titleMany', { action, count: targets.length })
}

function listWords(receivers: number, listed: number, intent: SignalIntent, tree: boolean, text: Text): string {
  if (listed === 0 && intent.find?.kind === 'port')
    return text('confirm.noListener', { port: String(intent.find.port) })
  if (receivers === 0) return text('confirm.nobody')
  const values = { signal: intent.signal, count: receivers }
  return text(tree ? 'confirm.listTree' : 'confirm.list', values)
}
