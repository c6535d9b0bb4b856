import { describe, expect, it } from 'vitest'
import type { LessonSummary } from '../../../src/shared/contract/lab.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { byChapter, neighbour, searchLessons } from '../../../src/renderer/src/features/lab/lesson-order.ts'
import { lineNamedLast, lineSeenLast } from '../../../src/renderer/src/features/lab/model/named-line.ts'
import {
  pageAt,
  rowsOnPage,
  timelineRows,
  type TimelineRow,
} from '../../../src/renderer/src/features/lab/model/timeline-rows.ts'
import { languageOf, splitCommand } from '../../../src/renderer/src/features/lab/program/program-store.ts'
import { layLegend, legendOf } from '../../../src/renderer/src/features/lab/timeline/draw-legend.ts'
import { drawTimeline } from '../../../src/renderer/src/features/lab/timeline/draw-timeline.ts'
import type { Palette } from '../../../src/renderer/src/features/lab/timeline/canvas-pen.ts'
import { colourNames, lowered } from '../../../src/renderer/src/features/lab/timeline/pen.ts'
import { svgPen } from '../../../src/renderer/src/features/lab/timeline/svg-pen.ts'
import { panned, zoomed } from '../../../src/renderer/src/features/lab/timeline/view-math.ts'
import { beginning, child, lock, main, pictureOf } from './run-events.ts'

const lesson = (id: string, chapter: number, title: string): LessonSummary => ({
  id,
  chapter,
  title: { en: title, 'zh-CN': '课' },
  summary: { en: '', 'zh-CN': '' },
  covers: ['25'],
  platforms: ['linux'],
  parameters: [],
  fastest: {},
  checks: [],
  questions: [],
  variants: [],
  actions: [],
})
const lessons = [lesson('16-zombie', 4, 'A zombie'), lesson('03-memory', 1, 'Memory'), lesson('17-orphan', 4, 'Orphan')]

describe('the list of lessons', () => {
  it('is ordered by chapter, and so are the neighbours', () => {
    expect([...byChapter(lessons).keys()]).toEqual([1, 4])
    expect(neighbour(lessons, '03-memory', 1)?.id).toBe('16-zombie')
    expect(neighbour(lessons, '03-memory', -1)).toBeUndefined()
    expect(neighbour(lessons, 'none', 1)).toBeUndefined()
  })
  it('is searched by all words, in any case and order', () => {
    expect(searchLessons(lessons, 'ZOMBIE 25', 'en').map(({ id }) => id)).toEqual(['16-zombie'])
    expect(searchLessons(lessons, 'zombie orphan', 'en')).toEqual([])
    expect(searchLessons(lessons, ' ', 'en')).toHaveLength(3)
  })
})

describe('a command line', () => {
  it.each([
    ['sleep 5', ['sleep', '5']],
    [`sh -c 'echo "two words"; true'`, ['sh', '-c', 'echo "two words"; true']],
    ['a\\ b "c \\" d" e"f"g', ['a b', 'c " d', 'efg']],
    ['   ', []],
  ])('%s is split as a shell splits it', (line, words) => expect(splitCommand(line)).toEqual(words))
})

it('knows a program by its ending', () => {
  expect(['a.ts', 'b.mjs', 'c.py', 'd.txt'].map(languageOf)).toEqual(['typescript', 'javascript', 'python', undefined])
})

describe('the line where the run was last seen', () => {
  const line = (t: number, text: string) => ({ t, pid: 1, stream: 'stderr' as const, text })
  it('is found in a stack trace, of Node and of Python', () => {
    const trace = [line(1, '    at task (file:///x/scenario.ts:12:3)'), line(2, 'at /x/scenario.ts:40:1'), line(3, 'o')]
    expect(lineNamedLast(trace, 'scenario.ts')).toEqual({ t: 2, line: 40 })
    expect(lineNamedLast([line(5, '  File "/x/reference.py", line 7, in f')], 'reference.py')?.line).toBe(7)
    expect(lineNamedLast(trace, 'targets.ts')).toBeUndefined()
  })
  it('is that of the last event up to the moment, in the file that is looked at', () => {
    const mark = (t: number, file: string, at: number): TraceEvent => ({
      kind: 'mark',
      t,
      pid: main,
      label: 'm',
      code: { file, line: at },
    })
    const output: TraceEvent = { kind: 'output', t: 35, pid: main, stream: 'stderr', text: 'at f (/x/a.ts:9:1)' }
    // Events of different processes may arrive a little late.
    const picture = pictureOf([...beginning(), mark(30, 'a.ts', 3), mark(20, 'a.ts', 2), mark(25, 'b.ts', 7), output])
    const seen = [10, 20, 29, 30, 34, 35].map((t) => lineSeenLast(picture, 'a.ts', t))
    expect(seen).toEqual([undefined, 2, 2, 3, 3, 9])
    expect(lineSeenLast(picture, 'b.ts', 100)).toBe(7)
  })
})

describe('the part of the time that is shown', () => {
  it('is zoomed around a moment that stays in its place', () => {
    expect(zoomed({ from: 0, to: 1000 }, 0.5, 400, 1000)).toEqual({ from: 200, to: 700 })
  })
  it('is all of it when there is nothing more', () => {
    expect(zoomed({ from: 200, to: 700 }, 4, 400, 1000)).toBeUndefined()
  })
  it('never leaves the run', () => {
    expect(panned({ from: 200, to: 700 }, 900, 1000)).toEqual({ from: 500, to: 1000 })
    expect(panned({ from: 200, to: 700 }, -900, 1000)).toEqual({ from: 0, to: 500 })
  })
})

describe('the timeline as a file', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from all the names there are
  const palette = Object.fromEntries(colourNames.map((name) => [name, `#${name}`])) as Palette
  const events = [
    ...beginning(),
    child(10, 30, '<b>&"'),
    { kind: 'state', t: 12, pid: 30, state: 'zombie' } as const,
    lock(20, main, 'request'),
    lock(800_000, main, 'acquire'),
  ]
  const picture = pictureOf(events)
  const draw = (): string => {
    const pen = svgPen(800, 200, palette)
    const view = { width: 800, height: 200, from: 0, to: 1_000_000, scrollTop: 0, selected: 30, cursorUs: 5, gutter: 0 }
    drawTimeline(pen, [...picture.lanes.values()], 1_000_000, view)
    return pen.finish('<run>', 'en')
  }
  it('holds each state and bar in its form, and every text escaped', () => {
    const svg = draw()
    expect(svg).toContain('stroke-dasharray="3 2"')
    expect(svg).toContain('url(#hatch-orphan)')
    expect(svg).toContain('<title>&lt;run&gt;</title>')
    expect(svg).not.toContain('<run>')
  })
  it('has a legend of what is in it and nothing else, in as many lines as it needs', () => {
    const items = legendOf([...picture.lanes.values()])
    const ids = items.map(({ id }) => id)
    expect(ids).toEqual(['state.zombie', 'lab.bar.waits-lock', 'lab.bar.holds-lock', 'lab.point.start'])
    const lay = (width: number) =>
      layLegend(items, { x: 8, width, words: (id) => id, measure: (words, size) => words.length * size })
    expect(lay(10_000).height).toBeLessThan(lay(200).height)
    const pen = svgPen(800, 200, palette)
    lay(300).draw(lowered(pen, 100), 0)
    const svg = pen.finish('legend', 'zh-CN')
    for (const id of ids) expect(svg).toContain(`>${id}</text>`)
    const tops = [...svg.matchAll(/<text [^>]*y="([\d.]+)"/g)].map(([, y]) => Number(y))
    expect(Math.min(...tops)).toBeGreaterThan(100)
    expect(svg).toContain('lang="zh-CN"')
  })
  it('is the same for the same run', () => expect(draw()).toBe(draw()))
  it('and as a table tells the same, in order', () => {
    const rows = timelineRows(picture)
    expect(rows.map(({ t }) => t)).toEqual(rows.map(({ t }) => t).toSorted((a, b) => a - b))
    expect(rows).toContainEqual({ t: 20, to: 800_000, pid: main, kind: 'waits-lock', text: 'Lock-1' })
  })
})

describe('the pages of the table', () => {
  const rows = Array.from({ length: 3 * rowsOnPage + 1 }, (_, n): TimelineRow => ({
    t: n,
    pid: 1,
    kind: 'mark',
    text: '',
  }))
  it.each([
    [0, 0, 0],
    [rowsOnPage, 0, 1],
    [rowsOnPage - 1, 2, 0],
    [3 * rowsOnPage, 0, 3],
    [1e9, 0, 3],
    [-5, 2, 0],
  ])('moment %d, coming from page %d, is on page %d', (t, page, found) => expect(pageAt(rows, t, page)).toBe(found))
  it('leaves the page that shows the moment already, though others show it too', () => {
    const together = rows.map((row) => ({ ...row, t: 7 }))
    expect(pageAt(together, 7, 1)).toBe(1)
    expect(pageAt([], 7, 0)).toBe(0)
  })
})
