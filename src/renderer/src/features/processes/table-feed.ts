import { createStore } from 'zustand/vanilla'
import type { Fact } from '../../../../shared/contract/facts.ts'
import { sameValue } from '../../../../shared/model/same-value.ts'
import { backend } from '../../host/backend-store.ts'
import { followTable } from './follow-table.ts'
import { processes } from './process-store.ts'

const wanted = createStore<{ readonly facts: readonly Fact[] }>(() => ({ facts: [] }))

/** @param facts what rows must hold from now on besides what they always do */
export function wantFacts(facts: readonly Fact[]): void {
  if (!sameValue(facts, wanted.getState().facts)) wanted.setState({ facts })
}

/**
 * Keeps the table flowing into the page on whichever page is shown, while there is a connection and nobody has paused it.
 * @returns the stop
 */
export function feedTable(): () => void {
  let followed: readonly unknown[] = []
  let unfollow: (() => void) | undefined
  const arrange = (): void => {
    const { client } = backend.getState()
    const { paused } = processes.getState()
    const { facts } = wanted.getState()
    const now = client === undefined || paused ? [] : [client, facts]
    if (now[0] === followed[0] && now[1] === followed[1]) return
    followed = now
    unfollow?.()
    unfollow = client === undefined || paused ? undefined : followTable(client, facts)
  }
  const stops = [backend.subscribe(arrange), processes.subscribe(arrange), wanted.subscribe(arrange)]
  arrange()
  return () => {
    for (const stop of stops) stop()
    unfollow?.()
  }
}
