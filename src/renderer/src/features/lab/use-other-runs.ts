import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { RunSummary } from '../../../../shared/contract/lab.ts'
import type { Client } from '../../host/client.ts'
import { labRun } from './run-store.ts'

/** Other windows start and stop runs too. */
const lookEveryMs = 2000

/** @returns the runs of this host that go on and are not on the stage; `look` asks at once */
export function useOtherRuns(client: Client | undefined) {
  const [going, setGoing] = useState<readonly RunSummary[]>([])
  const shown = useStore(labRun, (state) => state.run)
  const running = useStore(labRun, (state) => state.running)
  // Until the backend has told the name of the run that is started, it cannot be told from others.
  const nameless = running && shown === undefined
  const look = useCallback(async (): Promise<void> => {
    if (client === undefined || nameless) return
    try {
      const runs = await client.lab.runs()
      setGoing(runs.filter(({ ended }) => !ended))
    } catch {
      // The connection broke: the next one is asked again.
    }
  }, [client, nameless])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void (document.hidden || look()), lookEveryMs)
    return () => clearInterval(timer)
    // When the run on the stage ends, or another one takes its place, at once.
  }, [look, shown, running])
  return { runs: going.filter(({ run }) => run !== shown), look }
}
