import { expect, it } from 'vitest'
import { lessons } from '../../../src/lab/catalog.ts'
import { timeLimitOf } from '../../../src/lab/engine/time-limit.ts'
import type { Lesson } from '../../../src/shared/model/lesson.ts'

function lessonOf(id: string): Lesson {
  const lesson = lessons.find((each) => each.id === id)
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`)
  return lesson
}

it.each([
  // What its waits come to at the least.
  ['16-zombie', { zombieSeconds: 30 }, 30 / 0.25],
  ['20-join-together-or-each', { first: 20, second: 20, third: 20 }, (4 * (20 * 0.5)) / 0.25],
  ['24-socket-server', { clients: 8, staySeconds: 60 }, 60 / 0.25],
  ['30-unix-daemon', { watchSeconds: 60 }, 60 / 0.25],
  // A query and a purchase for each, one ticket written.
  ['33-tickets', { buyers: 20, tickets: 20, lockQueries: 1 }, (20 * 5) / 0.25],
  ['34-mutex-or-join', { buyers: 10, lockQueries: 1 }, (5 + 2 * (10 * 2 + 3)) / 0.25],
])('%s has the time that its slowest run takes, and half as much again', (id, parameters, seconds) => {
  const limit = timeLimitOf(lessonOf(id), { ...parameters, speed: 0.25 })
  expect(limit).toBeGreaterThan(seconds * 1500)
  expect(limit).toBeLessThanOrEqual(3_600_000)
})

it('a run as it is meant has two minutes, one that is quicker too', () => {
  for (const lesson of lessons) {
    expect(timeLimitOf(lesson, {})).toBe(120_000)
    expect(timeLimitOf(lesson, { speed: 4 })).toBe(120_000)
  }
})
