import { describe, expect, it } from 'vitest'
import { hasEnded, parseProcStat, terminalName } from '../../../src/shared/model/proc-stat.ts'

/** A line as the kernel writes it, with the given name and state. */
const line = (name: string, state = 'S'): string =>
  `4242 (${name}) ${state} 4000 4242 4000 34819 4242 4194304 1 2 3 4 150 50 900 900 20 5 7 0 183742 1000 250 ` +
  '18446744073709551615 11 22 33 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 44 55 66 77 88 99 0\n'

describe('parseProcStat', () => {
  it.each(['node', 'a b', 'x) S 1 1 (y', ')', '', 'two\nlines', '((('])(
    'reads the columns whatever the name: %j',
    (name) => {
      expect(parseProcStat(line(name))).toMatchObject({
        pid: 4242,
        nameBytes: name,
        state: 'sleeping',
        ppid: 4000,
        processGroup: 4242,
        session: 4000,
        cpuTicks: 200,
        nice: 5,
        threads: 7,
        startTicks: '183742',
        rssPages: 250,
      })
    },
  )

  it.each([
    ['R', 'running'],
    ['D', 'disk-sleep'],
    ['T', 'stopped'],
    ['t', 'traced'],
    ['Z', 'zombie'],
    ['I', 'idle'],
    ['X', 'dead'],
    ['?', 'unknown'],
  ])('knows the state %s', (letter, state) => {
    expect(parseProcStat(line('x', letter))?.state).toBe(state)
  })

  it.each(['', '4242', '4242 (x', '4242 (x) S 1 2', 'nonsense'])('refuses what is not such a file: %j', (text) => {
    expect(parseProcStat(text)).toBeUndefined()
  })

  it('takes one that was just collected for gone: it has no parent and no group any more', () => {
    const collected = line('x', 'X').replace('X 4000 4242 4000', 'X 0 -1 -1')
    expect(parseProcStat(line('x', 'X'))).toBeDefined()
    expect(parseProcStat(collected)).toBeUndefined()
  })
})

describe('terminalName', () => {
  it.each([
    [0, undefined],
    [34_819, 'pts/3'],
    [35_072, 'pts/256'],
    [1025, 'tty1'],
    [1088, 'ttyS0'],
    [1281, 'console'],
  ])('names %i', (number, name) => {
    expect(terminalName(number)).toBe(name)
  })
})

describe('hasEnded', () => {
  it.each([
    ['zombie', 1, true],
    ['zombie', 0, true],
    ['zombie', 3, false],
    ['dead', 0, true],
    ['sleeping', 1, false],
  ] as const)('%s with %i threads: %j', (state, threads, expected) => {
    expect(hasEnded({ state, threads })).toBe(expected)
  })
})
