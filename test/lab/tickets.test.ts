import { afterAll, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import { tickets } from '../../src/lab/lessons/33-tickets/lesson.ts'
import { outMain } from '../helpers/start-backend.ts'

// One ticket, again and again: with the lock it is sold once in every run, without it more often in every run.
// The long version: ROUNDS=50 npx vitest run test/lab/tickets.test.ts
const rounds = Number(process.env['ROUNDS'] ?? 3)
const lab = createLab({ lessons: [tickets], files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
afterAll(() => lab.stop())

/** @returns how many tickets were sold of one that there was */
async function soldIn(parameters: Readonly<Record<string, number>>): Promise<number> {
  const run = await lab.start({ lesson: tickets.id, parameters: { ...tickets.fastest, ...parameters }, locale: 'en' })
  let sold = 0
  for await (const event of run.watch(new AbortController().signal)) {
    if (event.kind === 'mark' && event.label === 'bought') sold += 1
    if (event.kind === 'report') expect(event).toMatchObject({ leftBehind: 0 })
    if (event.kind === 'report') expect(event.stopped).toBeUndefined()
  }
  return sold
}

async function sales(parameters: Readonly<Record<string, number>>): Promise<readonly number[]> {
  const all: number[] = []
  while (all.length < rounds) all.push(await soldIn(parameters))
  return all
}

it(`with the lock one ticket is sold in ${rounds} of ${rounds} runs`, { timeout: rounds * 30_000 }, async () => {
  expect((await sales({ lock: 1 })).filter((sold) => sold !== 1)).toEqual([])
})

it(
  `without the lock more are sold than there are in ${rounds} of ${rounds} runs`,
  { timeout: rounds * 30_000 },
  async () => {
    expect((await sales({ lock: 0 })).filter((sold) => sold <= 1)).toEqual([])
  },
)
