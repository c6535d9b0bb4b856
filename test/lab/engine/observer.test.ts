import { expect, it } from 'vitest'
import { createObserver, type ProcessEyes, type ProcessReading } from '../../../src/lab/engine/observer.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'

const [parent, child, adopter] = [1, 2, 3]
/** A look later than the end can be heard of. */
const [now, later] = [100, 300_100]

type Ends = Readonly<Record<number, number>>

/**
 * @param first the ends that were told of before the first look
 * @param then before the second
 * @returns when looks at the ended child, which has another parent, say that it got it
 */
async function adoptedAt(first: Ends, then = first): Promise<readonly number[]> {
  const reading: ProcessReading = { pid: child, startKey: 'start', name: 'child', ppid: adopter, state: 'zombie' }
  const eyes: ProcessEyes = {
    inspect: () => Promise.resolve(reading),
    children: () => Promise.resolve([]),
    commandLine: () => Promise.resolve(undefined),
    watchEvents: () => undefined,
  }
  const told: TraceEvent[] = []
  let ends = first
  const observer = createObserver({
    eyes,
    probes: [],
    now: () => (ends === first ? now : later),
    emit: (event) => told.push(event),
    met: () => {},
    startOf: () => undefined,
    endOf: (pid) => ends[pid],
    lost: () => {},
    probe: () => {},
  })
  observer.follow({ pid: child, startKey: 'start' }, 'child', parent)
  await observer.look()
  ends = { ...then }
  await observer.look()
  return told.filter(({ kind }) => kind === 'reparented').map(({ t }) => t)
}

it('a process that was adopted before its end was so, however late that is seen', async () => {
  expect(await adoptedAt({ [parent]: 50, [child]: 60 })).toEqual([59])
  expect(await adoptedAt({ [parent]: 50 }, { [parent]: 50, [child]: 60 })).toEqual([59])
})

it('one that is adopted as a zombie, or of whose end nobody knows, is so when it is seen', async () => {
  expect(await adoptedAt({ [parent]: 60, [child]: 50 })).toEqual([now])
  expect(await adoptedAt({ [child]: 50 })).toEqual([now])
  expect(await adoptedAt({ [parent]: 50 })).toEqual([later])
})
