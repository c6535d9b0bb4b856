import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createSignaller } from '../../../src/core/signals/create-signaller.ts'
import { endAll, identityOf, pidOf, startReady } from './real-process.ts'

/** The whole proof takes minutes: `npm run bench -- fork-bombs`. */
const tries = Number(process.env['FORKSCOPE_BOMBS'] ?? 1)
const limit = 300
/** Longer than a try may take: a bomb that ended by itself proves nothing. */
const secondsToLive = 120
const bomb = fileURLToPath(new URL('../../fixtures/programs/fork-bomb.py', import.meta.url))
const canBomb =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('python3', ['--version']).status === 0
const signaller = createSignaller({ table: { list: () => Promise.reject(new Error('No table here.')) } })
/** A user for each bomb: the limit counts what its user has. */
let uid = 61_000

/** @returns pids of the user's processes that are more than corpses, by their state */
function aliveOf(user: number): ReadonlyMap<number, string> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(
    pids.flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'latin1')
        const state = /^State:\s+(\S)/m.exec(status)?.[1] ?? ''
        return new RegExp(`^Uid:\\s+${user}\\s`, 'm').test(status) && !'ZX'.includes(state)
          ? [[Number(pid), state]]
          : []
      } catch {
        return []
      }
    }),
  )
}

afterEach(() => {
  endAll()
  // What a failed try has left: those of this user are the test's own.
  for (let alive = aliveOf(uid); alive.size > 0; alive = aliveOf(uid)) {
    for (const pid of alive.keys()) process.kill(pid, 'SIGKILL')
  }
})

describe.each(['stay', 'leave'])('a fork bomb whose processes %s', (mode) => {
  it.for(Array.from({ length: tries }, (_, index) => index + 1))(
    'is ended completely (try %i)',
    { timeout: 90_000 },
    async (_, test) => {
      if (!canBomb) return test.skip('Needs Linux, Python and root, which bounds the bomb by a user of its own.')
      uid += 1
      const { child } = await startReady('python3', [bomb, String(uid), String(limit), String(secondsToLive), mode])
      const root = await identityOf(pidOf(child))
      const results = await signaller.signal({ targets: [root], signal: 'SIGKILL', tree: true, evenCritical: false })
      expect([...aliveOf(uid).keys()]).toEqual([])
      // Who was ending when it was stopped is a corpse, or gone, and told so; nobody is only "sent" to, denied or refused.
      const outcomes = new Set(results.map(({ outcome }) => outcome))
      expect([...outcomes].filter((outcome) => !['ended', 'zombie', 'gone'].includes(outcome))).toEqual([])
      expect(results.length).toBeGreaterThan(limit / 4)
    },
  )
})
