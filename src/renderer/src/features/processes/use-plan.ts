import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { PlannedTarget, RefusalReason, TargetSpec } from '../../../../shared/contract/signals.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { backend } from '../../host/backend-store.ts'
import { processes } from './process-store.ts'
import type { MeantProcess } from './signal-target.ts'

/** Whom an action would reach, as it was when the dialog asked. */
interface FrozenPlan {
  readonly tree: boolean
  readonly targets: readonly PlannedTarget[]
  /** The rows that the page held then. */
  readonly known: ReadonlySet<string>
}

export interface PlanView {
  /** Undefined while it is being made. */
  readonly targets: readonly PlannedTarget[] | undefined
  readonly failure: string | undefined
  /** To be named to the backend: what ended meanwhile goes along, is found gone and told. */
  readonly allowed: readonly PlannedTarget[]
  /** Those of them that are still there, and can receive anything: a zombie cannot. */
  readonly receivers: readonly PlannedTarget[]
  /** Meant, but gone before the list was made. */
  readonly vanished: readonly MeantProcess[]
  isGone(target: PlannedTarget): boolean
}

/**
 * The list is made when a dialog opens and stays as it is: what is confirmed is what is done.
 * @param lifted refusals that do not concern the action
 */
export function usePlan(
  specs: readonly TargetSpec[],
  meant: readonly MeantProcess[],
  tree: boolean,
  lifted: readonly RefusalReason[] = [],
): PlanView {
  const client = useStore(backend, (state) => state.client)
  const rows = useStore(processes, (state) => state.rows)
  const [made, setMade] = useState<FrozenPlan>()
  const [failure, setFailure] = useState<string>()
  // Compared by what they say: a caller may make them anew with each rendering.
  const wanted = JSON.stringify(specs)

  useEffect(() => {
    let current = true
    const targets: TargetSpec[] = JSON.parse(wanted)
    client?.processes.plan({ targets, tree }).then(
      (plan) => current && setMade({ tree, targets: plan.targets, known: new Set(processes.getState().rows.keys()) }),
      (cause: unknown) => current && setFailure(cause instanceof Error ? cause.message : String(cause)),
    )
    return () => {
      current = false
    }
  }, [client, wanted, tree])

  const plan = made?.tree === tree ? made : undefined
  // A row that the page has never held (it is younger than the last sample) is not gone.
  const isGone = (target: PlannedTarget): boolean => {
    const row = rows.get(keyOf(target))
    return row === undefined ? (plan?.known.has(keyOf(target)) ?? false) : row.fresh === 'ended'
  }
  const allowed = (plan?.targets ?? []).filter(({ refusal }) => refusal === undefined || lifted.includes(refusal))
  return {
    targets: plan?.targets,
    failure,
    allowed,
    receivers: allowed.filter((target) => target.zombie !== true && !isGone(target)),
    vanished: meant.filter((target) => plan?.targets.every((each) => keyOf(each) !== keyOf(target))),
    isGone,
  }
}

/** @returns the processes as a request names them */
export function specsOf(targets: readonly MeantProcess[]): readonly TargetSpec[] {
  return targets.map(({ pid, startKey }) => ({ kind: 'process', pid, startKey }))
}
