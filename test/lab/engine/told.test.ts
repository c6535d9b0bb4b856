import { expect, it } from 'vitest'
import { ToldLives } from '../../../src/lab/engine/told.ts'

const start = (startKey: string | undefined, t: number) =>
  ({
    kind: 'process-started',
    t,
    pid: 7,
    ppid: 1,
    name: 'some',
    daemon: false,
    role: 'child',
    ...(startKey !== undefined && { startKey }),
  }) as const
const exit = (t: number) => ({ kind: 'process-exited', t, pid: 7, exitCode: 0 }) as const

it('hears the same of the same process once', () => {
  const told = new ToldLives()
  expect([told.add(start('a', 1)), told.add(start('a', 2)), told.add(exit(3)), told.add(exit(4))]).toEqual([
    true,
    false,
    true,
    false,
  ])
  // Announced by its parent after the kernel had told of it, which had not seen it.
  const late = new ToldLives()
  expect([late.add(start(undefined, 1)), late.add(exit(2)), late.add(start('a', 3)), late.add(exit(4))]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

it('knows another process with the same pid by its start stamp', () => {
  const told = new ToldLives()
  told.add(start('a', 1))
  told.add(exit(2))
  expect([told.add(start('b', 3)), told.isTold('process-exited', 7), told.add(exit(4))]).toEqual([true, false, true])
})

it('knows another process with the same pid by its fork, unless that is only heard late', () => {
  const told = new ToldLives()
  told.add(start(undefined, 10))
  told.made(7, 15)
  expect(told.isTold('process-started', 7)).toBe(true)
  told.add(exit(20))
  told.made(7, 9)
  expect(told.isTold('process-started', 7)).toBe(true)
  told.made(7, 21)
  expect([told.isTold('process-started', 7), told.isTold('process-exited', 7)]).toEqual([false, false])
})

it('says when a process did something last, but not of who had its pid before', () => {
  const told = new ToldLives()
  told.add(start('a', 1))
  told.did({ kind: 'mark', t: 9, pid: 7, label: 'late' })
  told.did({ kind: 'mark', t: 8, pid: 7, label: 'earlier' })
  expect([told.notBeforeDeeds(7, 5), told.notBeforeDeeds(7, 12), told.notBeforeDeeds(8, 5)]).toEqual([9, 12, 5])
  told.add(exit(7))
  expect(told.endOf(7)).toBe(9)
  told.made(7, 10)
  expect(told.notBeforeDeeds(7, 5)).toBe(5)
})
