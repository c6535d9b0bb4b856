import { afterEach, beforeEach, expect, it } from 'vitest'
import { processes } from '../../src/renderer/src/features/processes/process-store.ts'
import { feedTable, wantFacts } from '../../src/renderer/src/features/processes/table-feed.ts'
import { backend } from '../../src/renderer/src/host/backend-store.ts'
import type { Client } from '../../src/renderer/src/host/client.ts'

interface Followed {
  readonly client: string
  readonly facts: readonly string[]
  readonly signal: AbortSignal
}
let followed: Followed[]
let stop: () => void

/** A host whose table tells nothing until it is not asked any more. */
function host(name: string): Client {
  const watch = async ({ facts }: { facts: readonly string[] }, { signal }: { signal: AbortSignal }) => {
    followed.push({ client: name, facts, signal })
    return (async function* () {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      yield* []
    })()
  }
  return { processes: { watch } } as unknown as Client
}
const goOn = (): readonly string[] =>
  followed.filter(({ signal }) => !signal.aborted).map(({ client, facts }) => `${client} ${facts.join('+')}`.trim())

beforeEach(() => {
  followed = []
  stop = feedTable()
})
afterEach(() => {
  stop()
  backend.setState({ client: undefined })
  processes.setState({ paused: false })
  wantFacts([])
})

it('follows the table as soon as there is a connection, before the host has said what it is', async () => {
  expect(followed).toEqual([])
  backend.setState({ client: host('first') })
  expect(backend.getState().status).toBe('connecting')
  await expect.poll(goOn).toEqual(['first'])
})

it('follows anew, and only once, when other facts are wanted', async () => {
  backend.setState({ client: host('first') })
  await expect.poll(goOn).toEqual(['first'])
  wantFacts(['io'])
  await expect.poll(goOn).toEqual(['first io'])
  wantFacts(['io'])
  processes.setState({ at: 1 })
  await expect.poll(goOn).toEqual(['first io'])
  expect(followed).toHaveLength(2)
})

it('does not ask while it is paused, and asks again after that', async () => {
  backend.setState({ client: host('first') })
  await expect.poll(goOn).toEqual(['first'])
  processes.setState({ paused: true })
  await expect.poll(goOn).toEqual([])
  processes.setState({ paused: false })
  await expect.poll(goOn).toEqual(['first'])
})

it('follows the next connection after one that broke', async () => {
  backend.setState({ client: host('first') })
  await expect.poll(goOn).toEqual(['first'])
  backend.setState({ client: undefined })
  await expect.poll(goOn).toEqual([])
  backend.setState({ client: host('second') })
  await expect.poll(goOn).toEqual(['second'])
  stop()
  await expect.poll(goOn).toEqual([])
})
