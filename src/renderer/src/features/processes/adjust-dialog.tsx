import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Change, Scheduling } from '../../../../shared/contract/adjust.ts'
import { formatCpuList } from '../../../../shared/model/cpu-list.ts'
import type { CommandAction } from '../../../../shared/model/same-by-command.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { DialogCommand } from './dialog-command.tsx'
import { ActionDialog } from '../../components/action-dialog.tsx'
import { AffinityField, readAffinity } from './affinity-field.tsx'
import { NiceField } from './nice-field.tsx'
import { readWhole } from './read-number.ts'
import { sendChange } from './send-change.ts'
import type { MeantProcess } from './signal-target.ts'
import { TargetList } from './target-list.tsx'
import { specsOf, usePlan } from './use-plan.ts'

interface AdjustDialogProps {
  readonly kind: Change['kind']
  readonly targets: readonly MeantProcess[]
  readonly onClose: () => void
}

/** Neither harms the other: Forkscope may be made less urgent, and what it runs under. */
const lifted = ['forkscope', 'ancestor'] as const

/** Asks for a priority, or for the CPUs to run on, and lists who gets it. */
export function AdjustDialog({ kind, targets, onClose }: AdjustDialogProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const [tree, setTree] = useState(false)
  const [words, setWords] = useState<string>()
  const plan = usePlan(specsOf(targets), targets, tree, lifted)
  const [first] = targets
  const now = useScheduling(first)
  const present = kind === 'nice' ? now?.nice?.toString() : now?.cpus && formatCpuList(now.cpus)
  const written = words ?? present ?? ''
  const change = changeOf(kind, written, now?.usableCpus ?? [])
  const isBad = words !== undefined && change === undefined
  const act = (): void => {
    if (client !== undefined && change !== undefined) void sendChange(client, text, change, plan.allowed)
    onClose()
  }
  const who =
    targets.length === 1 && first !== undefined
      ? text('adjust.one', { name: shownName(first.name, text), pid: String(first.pid) })
      : text('adjust.many', { count: targets.length })
  const field = { written, isBad, onWrite: setWords }
  return (
    <ActionDialog
      title={text(kind === 'nice' ? 'adjust.titleNice' : 'adjust.titleAffinity', { who })}
      danger={false}
      action={text('adjust.set')}
      isDisabled={change === undefined || plan.receivers.length === 0}
      onAct={act}
      onClose={onClose}
    >
      {kind === 'nice' ? (
        <NiceField {...field} present={now?.nice} />
      ) : (
        <AffinityField {...field} usable={now?.usableCpus ?? []} />
      )}
      <label className="checkbox">
        <input type="checkbox" checked={tree} onChange={(event) => setTree(event.target.checked)} />
        {text('confirm.descendants', { count: targets.length })}
      </label>
      {plan.failure !== undefined && <p role="alert">{text('confirm.failed', { message: plan.failure })}</p>}
      {plan.targets === undefined ? (
        plan.failure === undefined && <p>{text('confirm.loading')}</p>
      ) : (
        <>
          <p>{text('adjust.list', { count: plan.receivers.length })}</p>
          <TargetList plan={plan} tree={tree} />
          {change !== undefined && <DialogCommand action={commandOf(change, plan.receivers)} />}
        </>
      )}
    </ActionDialog>
  )
}

function changeOf(kind: Change['kind'], written: string, usable: readonly number[]): Change | undefined {
  if (kind === 'nice') {
    const nice = readWhole(written, -20, 19)
    return nice === undefined ? undefined : { kind, nice }
  }
  const cpus = readAffinity(written, usable)
  return cpus.length === 0 ? undefined : { kind, cpus: [...cpus] }
}

function commandOf(change: Change, receivers: readonly MeantProcess[]): CommandAction {
  const pids = receivers.map(({ pid }) => pid)
  return change.kind === 'nice'
    ? { kind: 'priority', nice: change.nice, pids }
    : { kind: 'affinity', cpus: change.cpus, pids }
}

/** @returns how the process is scheduled now; undefined until it is known, or when the process has ended */
function useScheduling(target: MeantProcess | undefined): Scheduling | undefined {
  const client = useStore(backend, (state) => state.client)
  const [now, setNow] = useState<Scheduling>()
  const { pid, startKey } = target ?? {}
  useEffect(() => {
    let current = true
    if (pid === undefined || startKey === undefined) return
    client?.processes.scheduling({ pid, startKey }).then(
      (found) => current && setNow(found),
      () => current && setNow(undefined),
    )
    return () => {
      current = false
    }
  }, [client, pid, startKey])
  return now
}
