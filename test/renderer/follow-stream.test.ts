import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followStream } from '../../src/renderer/src/host/follow-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('follows again after a failure and after an end, and tells of it', async () => {
  let calls = 0
  async function* events(): AsyncGenerator<number> {
    calls += 1
    yield calls
    if (calls === 1) throw new Error('A row was refused.')
  }
  const taken: number[] = []
  const failures: unknown[] = []
  const stop = followStream(
    () => Promise.resolve(events()),
    (event) => taken.push(event),
    (cause) => failures.push(cause),
  )
  await vi.advanceTimersByTimeAsync(999)
  expect({ taken, failures }).toEqual({ taken: [1], failures: [] })
  await vi.advanceTimersByTimeAsync(1001)
  expect(taken).toEqual([1, 2, 3])
  // An end is worded by whoever shows it, in a person's language.
  expect(failures).toEqual([new Error('A row was refused.'), undefined])
  stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(calls).toBe(3)
})

it('ends a call that is answered only after the stop, and takes nothing of it', async () => {
  let answer: ((events: AsyncIterable<number>) => void) | undefined
  let signal: AbortSignal | undefined
  const taken: number[] = []
  const stop = followStream(
    (given) => {
      signal = given
      return new Promise<AsyncIterable<number>>((resolve) => (answer = resolve))
    },
    (event) => taken.push(event),
  )
  stop()
  expect(signal?.aborted).toBe(false)
  answer?.(
    (async function* () {
      yield 1
    })(),
  )
  await vi.advanceTimersByTimeAsync(2000)
  expect({ aborted: signal?.aborted, taken }).toEqual({ aborted: true, taken: [] })
})
