import { describe, expect, it } from 'vitest'
import { distribute, type Report } from '../../../src/renderer/src/features/lab/model/distribution.ts'
import { placeOf } from '../../../src/renderer/src/features/lab/model/check-moment.ts'
import { layoutTree, nodeSize } from '../../../src/renderer/src/features/lab/model/tree-layout.ts'
import { treeAt } from '../../../src/renderer/src/features/lab/model/tree-at.ts'
import { readRun, traceLines, writeRun } from '../../../src/renderer/src/features/lab/model/saved-run.ts'
import { beginning, child, lock, main, pictureOf } from './run-events.ts'

const report: Report = {
  kind: 'report',
  t: 2_500_000,
  pid: 10,
  outcome: 'passed',
  elapsedMs: 2500,
  checks: [{ id: 'c', outcome: 'passed', evidence: 'ok' }],
  leftBehind: 0,
  measured: { order: ['a', 'b'], share: 0.512 },
}
const events = [...beginning(), child(5, 30, 'a'), lock(6, 30, 'request'), report]
const noPause = () => Promise.resolve()

describe('a saved run', () => {
  it('is read back equal', async () => {
    const saved = await readRun(writeRun('16-zombie', events, new Date(0)), noPause)
    expect(saved.events).toEqual(events)
    expect(saved.header).toEqual({
      format: 'forkscope-run',
      version: 1,
      lesson: '16-zombie',
      savedAt: '1970-01-01T00:00:00.000Z',
    })
  })
  it('has the evidence in each language, and the trace of the command line in that of the run', async () => {
    const check = { id: 'c', outcome: 'passed', evidence: 'ok' } as const
    const both = { ...check, evidenceIn: { en: 'ok', 'zh-CN': '好' } }
    const told = (of: typeof check) => [
      ...beginning(),
      { kind: 'check', t: 9, pid: 10, ...of } as const,
      { ...report, checks: [of] },
    ]
    expect((await readRun(writeRun('x', told(both), new Date(0)), noPause)).events).toEqual(told(both))
    expect(traceLines(told(both))).toBe(traceLines(told(check)))
  })
  it('may be a trace of the command line too', async () => {
    const saved = await readRun(`${traceLines(events)}{"kind":"summary","runs":1}\n`, noPause)
    expect(saved.header.lesson).toBe('x')
    expect(saved.events).toHaveLength(events.length)
    expect(saved.runs).toBe(1)
  })
  it('of many that were repeated is the first, and the others are counted', async () => {
    const trace = traceLines(events)
    const saved = await readRun(`${trace}${trace}${trace}{"kind":"summary","runs":3}\n`, noPause)
    expect(saved.events).toEqual(events)
    expect(saved.runs).toBe(3)
  })
  it('that ends before its run does is opened, and that is told', async () => {
    const whole = traceLines(events)
    const part = traceLines(events.slice(0, 3))
    expect((await readRun(whole, noPause)).cut).toBe(false)
    // At the end of a line, in the middle of one, and where another run follows.
    for (const text of [part, whole.slice(0, part.length + 9), part + whole]) {
      const saved = await readRun(text, noPause)
      expect(saved.cut).toBe(true)
      expect(saved.events).toEqual(events.slice(0, 3))
    }
  })
  it.each([
    ['nothing', '', { why: 'empty' }],
    ['another file', 'hello\nworld', { why: 'line', line: 1 }],
    ['a damaged line', `${traceLines(events.slice(0, 2))}{"kind":"output"}\n`, { why: 'line', line: 3 }],
    ['a newer version', '{"format":"forkscope-run","version":2}', { why: 'newer' }],
  ])('that is %s is refused, with the reason', async (_, text, reason) => {
    await expect(readRun(text, noPause)).rejects.toMatchObject({ name: 'SavedRunError', ...reason })
  })
})

describe('a distribution', () => {
  it('counts what was measured, the most frequent first', () => {
    const other: Report = {
      ...report,
      outcome: 'failed',
      elapsedMs: 3500,
      measured: { order: ['b', 'a'], share: 0.49 },
    }
    const { runs, outcomes, measured, elapsedMs } = distribute([report, other, report])
    expect(runs).toBe(3)
    expect(outcomes).toEqual([
      { value: 'passed', count: 2 },
      { value: 'failed', count: 1 },
    ])
    expect(measured.get('order')?.[0]).toEqual({ value: 'a → b', count: 2 })
    expect(measured.get('share')).toEqual([{ value: '0.5', count: 3 }])
    expect(elapsedMs).toMatchObject({ least: 2500, most: 3500 })
  })
  it('puts numbers that differ from run to run into bins with round limits, and counts a handful of whole ones', () => {
    const of = (values: readonly number[]) =>
      distribute(values.map((value): Report => ({ ...report, measured: { took: value } })))
    const took = of([638.4, 650, 658.9, 641]).numbers.get('took')
    expect(took).toMatchObject({ least: 638.4, most: 658.9, mean: (638.4 + 650 + 658.9 + 641) / 4 })
    expect(took?.bins).toEqual([
      { from: 635, to: 640, count: 1 },
      { from: 640, to: 645, count: 1 },
      { from: 645, to: 650, count: 0 },
      { from: 650, to: 655, count: 1 },
      { from: 655, to: 660, count: 1 },
    ])
    // The largest may be a limit itself.
    expect(of([0.2, 1]).numbers.get('took')?.bins.at(-1)).toEqual({ from: 0.8, to: 1, count: 1 })
    const whole = of([9, 10, 9])
    expect(whole.numbers.size).toBe(0)
    expect(whole.measured.get('took')).toEqual([
      { value: '9', count: 2 },
      { value: '10', count: 1 },
    ])
  })
  it('of no runs is empty', () => expect(distribute([]).elapsedMs).toBeUndefined())
})

describe('"show me"', () => {
  const picture = pictureOf(events)
  const check = (evidence: string, moment = {}) => ({ id: 'c', outcome: 'passed', evidence, ...moment }) as const

  it('leads to the moment and the process that the check names, whatever its words', () => {
    const told = check('It took 1.30 s: 1.04 times the longest (1.25 s).', { at: 2_100_000, about: 30 })
    expect(placeOf(told, picture, false)).toEqual({ t: 2_100_000, pid: 30 })
    expect(placeOf(told, picture, true)).toEqual({ t: 2_100_000, pid: 30 })
    expect(placeOf({ ...told, about: 99 }, picture, false)).toEqual({ t: 2_100_000, pid: undefined })
  })
  it('leads nowhere without one: a duration is no moment', () => {
    expect(placeOf(check('It took 1.30 s.'), picture, false)).toBeUndefined()
    const mixed = pictureOf([...events, { kind: 'check', t: 9, pid: 10, ...check('x', { at: 5, about: 30 }) }])
    expect(placeOf(check('It took 1.30 s.'), mixed, true)).toBeUndefined()
  })
  it('reads the words of an older file, whose checks name no moment', () => {
    expect(placeOf(check('pid 30 was in state Z from 2.03 s to 4.97 s'), picture, true)).toEqual({
      t: 2_030_000,
      pid: 30,
    })
    expect(placeOf(check('pid 30 从 2.03 秒到 4.97 秒处于 Z 状态'), picture, true)?.t).toBe(2_030_000)
    expect(placeOf(check('As a zombie 30 held 0 bytes'), picture, true)).toBeUndefined()
    const zombie = { kind: 'state', t: 2_033_652, pid: 30, state: 'zombie' } as const
    const later = pictureOf([...events, zombie])
    expect(placeOf(check('pid 99 and pid 30 were in state Z from 2.03 s'), later, true)).toEqual({
      t: 2_033_652,
      pid: 30,
    })
  })
})

describe('the layout of the tree', () => {
  const family = [...beginning(), ...Array.from({ length: 20 }, (_, n) => child(n + 2, 100 + n, `w${n}`))]
  it('never lets two nodes overlap', () => {
    const { nodes, width, height } = layoutTree(treeAt(pictureOf(family), 99))
    for (const [index, a] of nodes.entries()) {
      expect(a.x + nodeSize.width).toBeLessThanOrEqual(width)
      expect(a.y + nodeSize.height).toBeLessThanOrEqual(height)
      for (const b of nodes.slice(index + 1)) {
        const apart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height
        expect(apart, `${a.node.name} and ${b.node.name}`).toBe(true)
      }
    }
  })
  it('fits the room where narrower nodes make it fit, and is as easy to read as it can be where not', () => {
    const roots = treeAt(pictureOf([...beginning(), child(2, 100, 'one'), child(3, 101, 'two', false, 100)]), 99)
    const wide = layoutTree(roots)
    expect(wide.nodes).toHaveLength(4)
    expect(wide.nodeWidth).toBe(nodeSize.width)
    for (let room = 600; room < wide.width + 10; room += 7) {
      const { width, nodeWidth } = layoutTree(roots, room)
      expect(width, `${room}`).toBeLessThanOrEqual(room)
      expect(nodeWidth).toBeGreaterThanOrEqual(128)
    }
    expect(layoutTree(roots, 300)).toEqual(wide)
  })
  it('puts children right of their parent', () => {
    const { nodes } = layoutTree(treeAt(pictureOf(family), 99))
    const at = (pid: number) => nodes.find(({ node }) => node.pid === pid)?.x ?? 0
    expect(at(100)).toBeGreaterThan(at(main))
    // Also in a block of many, all are one level below it.
    const depths = nodes.filter(({ node }) => node.pid >= 100).map(({ depth }) => depth)
    expect(new Set(depths)).toEqual(new Set([(nodes.find(({ node }) => node.pid === main)?.depth ?? 0) + 1]))
  })
  it('leaves everybody where they stand when one more child comes, and the root where the picture begins', () => {
    const placesOf = (events: typeof family) =>
      layoutTree(treeAt(pictureOf(events), 99)).nodes.map(({ node, x, y }) => `${node.pid} ${x} ${y}`)
    const before = placesOf(family.slice(0, -17))
    const after = placesOf(family.slice(0, -16))
    expect(after).toHaveLength(before.length + 1)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(layoutTree(treeAt(pictureOf(family), 99)).nodes.find(({ x }) => x === 0)?.y).toBe(0)
  })
})
