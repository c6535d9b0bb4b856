import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { keyOf } from '../../../../../shared/model/tree.ts'
import type { Client } from '../../../host/client.ts'
import { backend } from '../../../host/backend-store.ts'

/** The ports that processes listen on, by the key of their row. */
export type Listeners = ReadonlyMap<string, readonly number[]>

/** Who listens is no part of the table: it is asked again and again while a query needs it. */
const askAgainMs = 2000
const nobody: Listeners = new Map()

/** @returns who listens on the ports that the query compares; nobody before the first answer */
export function useListeners(ports: readonly number[]): Listeners {
  const client = useStore(backend, (state) => state.client)
  const [listeners, setListeners] = useState(nobody)
  const asked = [...new Set(ports)].join()
  useEffect(() => {
    if (asked === '' || client === undefined) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    const ask = async (): Promise<void> => {
      const found = await whoListens(client, asked.split(',').map(Number)).catch(() => undefined)
      if (stopped) return
      // A broken connection: what was known stays until the next one.
      if (found !== undefined) setListeners(found)
      timer = setTimeout(() => void ask(), askAgainMs)
    }
    void ask()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [asked, client])
  return asked === '' ? nobody : listeners
}

async function whoListens(client: Client, ports: readonly number[]): Promise<Listeners> {
  const found = new Map<string, number[]>()
  for (const port of ports) {
    const { targets } = await client.processes.plan({ targets: [{ kind: 'port', port }], evenCritical: true })
    for (const target of targets) found.set(keyOf(target), [...(found.get(keyOf(target)) ?? []), port])
  }
  return found
}
