import { ORPCError } from '@orpc/client'
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import type { LessonSummary } from '../../../src/shared/contract/lab.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { choices, outOfRange, parametersOf } from '../../../src/renderer/src/features/lab/choices.ts'
import { byChapter, neighbour, searchLessons } from '../../../src/renderer/src/features/lab/lesson-order.ts'
import { lineNamedLast, lineSeenLast } from '../../../src/renderer/src/features/lab/model/named-line.ts'
import {
  pageAt,
  rowsOnPage,
  timelineRows,
  type TimelineRow,
} from '../../../src/renderer/src/features/lab/model/timeline-rows.ts'
import { kindOfFile, program, splitCommand } from '../../../src/renderer/src/features/lab/program/program-store.ts'
import { mistakesOf, mistakeText, requestOf } from '../../../src/renderer/src/features/lab/program/problems.ts'
import { rangeText } from '../../../src/renderer/src/features/lab/range-text.ts'
import { refusalText } from '../../../src/renderer/src/features/lab/refusals.ts'
import { layLegend, legendOf } from '../../../src/renderer/src/features/lab/timeline/draw-legend.ts'
import { drawTimeline } from '../../../src/renderer/src/features/lab/timeline/draw-timeline.ts'
import type { Palette } from '../../../src/renderer/src/features/lab/timeline/canvas-pen.ts'
import { barLooks, stateLooks } from '../../../src/renderer/src/features/lab/timeline/looks.ts'
import { colourNames, lowered, type Fill } from '../../../src/renderer/src/features/lab/timeline/pen.ts'
import { svgPen } from '../../../src/renderer/src/features/lab/timeline/svg-pen.ts'
import { panned, zoomed } from '../../../src/renderer/src/features/lab/timeline/view-math.ts'
import { messages, type Text } from '../../../src/renderer/src/i18n/use-text.ts'
import { beginning, child, lock, main, pictureOf } from './run-events.ts'

const textIn = (locale: 'en' | 'zh-CN'): Text => {
  const { formatMessage } = createIntl({ locale, messages: messages[locale] })
  return (id, values) => formatMessage({ id }, values)
}

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
  it('is searched in all that a lesson says in that language, and in its code', () => {
    const both = (en: string) => ({ en, 'zh-CN': `中文${en}死锁` })
    const telling: LessonSummary = {
      ...lesson('32-mutex', 7, 'A mutex'),
      parameters: [{ name: 'p', title: both('Parameter'), min: 0, max: 1, step: 1, default: 0 }],
      checks: [{ id: 'c', title: both('Check') }],
      questions: [
        { id: 'q', kind: 'choice', text: both('Question'), options: [{ id: 'o', text: both('Option') }] },
        { id: 'n', kind: 'number', text: both('Number') },
      ],
      variants: [{ id: 'v', title: both('Variant'), parameters: {} }],
      actions: [{ id: 'a', title: both('Action'), target: 'main', signal: 'SIGSTOP' }],
    }
    const texts = new Map([['32-mutex', 'A block.\nos.waitpid(pid, 0)\nchild.isAlive() # join_all']])
    const finds = (words: string, language: 'en' | 'zh-CN' = 'en') =>
      searchLessons([telling], words, language, texts).length > 0
    for (const word of ['parameter', 'CHECK', 'question option', 'number', 'variant', 'action sigstop'])
      expect(finds(word), word).toBe(true)
    for (const word of ['waitpid', 'waitp', 'isAlive', 'alive', 'all', 'mutex block'])
      expect(finds(word), word).toBe(true)
    // Within another word it is another word; in a title it is not.
    for (const word of ['lock', 'ild', '死锁']) expect(finds(word), word).toBe(false)
    expect(finds('ute')).toBe(true)
    expect(finds('死锁', 'zh-CN')).toBe(true)
  })
})

describe('a command line', () => {
  it.each([
    ['sleep 5', ['sleep', '5']],
    [`sh -c 'echo "two words"; true'`, ['sh', '-c', 'echo "two words"; true']],
    ['a\\ b "c \\" d" e"f"g', ['a b', 'c " d', 'efg']],
    ['   ', []],
    [`sh -c 'echo [$1]' x ""`, ['sh', '-c', 'echo [$1]', 'x', '']],
    [`echo it's fine`, undefined],
    ['echo "a', undefined],
    ['echo a\\', undefined],
  ])('%s is split as a shell splits it', (line, words) => expect(splitCommand(line)).toEqual(words))
})

it('knows a program by its ending', () => {
  const languages = ['a.ts', 'b.mjs', 'c.py', 'MINE.PY', 'C.Mts', 'd.txt', 'py'].map(kindOfFile)
  expect(languages).toEqual([
    { language: 'typescript', ending: 'ts' },
    { language: 'javascript', ending: 'mjs' },
    { language: 'python', ending: 'py' },
    { language: 'python', ending: 'py' },
    { language: 'typescript', ending: 'mts' },
    undefined,
    undefined,
  ])
})

describe('what is in the way of a run', () => {
  const written = program.getState()
  it.each([
    [{ kind: 'text', code: 'x'.repeat(1_000_001) }, 'at most 1,000,000 can be run', '最多能运行 1,000,000 个字符'],
    [{ kind: 'command', command: `echo it's fine` }, 'A quote is not closed', '引号没有闭合'],
    [{ kind: 'command', command: '""' }, 'There is no command “”', '没有可以执行的命令'],
    [{ kind: 'command', command: 'a '.repeat(1001) }, '1,001 words; at most 1,000', '1,001 个词'],
    [{ kind: 'command', command: `echo ${'a'.repeat(10_001)}` }, '10,001 characters', '10,001 个字符'],
  ] as const)('%# is said in both languages, and nothing is sent', (spoilt, english, chinese) => {
    const problem = requestOf({ ...written, ...spoilt })
    if (problem.kind === 'text' || problem.kind === 'command') throw new Error('It was let through.')
    expect(mistakeText({ message: '', problem }, textIn('en'))).toContain(english)
    expect(mistakeText({ message: '', problem }, textIn('zh-CN'))).toContain(chinese)
  })
  it('what the backend refuses is said in the language of the page', () => {
    const refused = (code: string, data?: unknown) => new ORPCError(code, { message: 'In English.', data })
    const mistakes = [{ message: 'There is no command', problem: { kind: 'no-command', command: 'nix' } }]
    const said = mistakesOf(refused('BAD_PROGRAM', { mistakes })).map((each) => mistakeText(each, textIn('zh-CN')))
    expect(said).toEqual([expect.stringContaining('没有可以执行的命令“nix”')])
    const range = { min: 1, max: 8, step: 1 }
    const words = (cause: unknown) => refusalText(cause, textIn('zh-CN'))
    expect(words(refused('BAD_PARAMETER', { parameter: 'clients', range }))).toBe('“clients”必须是 1 到 8 的整数。')
    expect(words(refused('BAD_PARAMETER', { parameter: 'x' }))).toBe('这一课没有参数 x。')
    expect(words(refused('READ_ONLY'))).toBe('这个 Forkscope 是只读的。')
    expect(words(new Error('Something else'))).toBeUndefined()
  })
})

it('a parameter that the lesson cannot have is not replaced by another one', () => {
  const parameter = {
    name: 'clients',
    title: { en: 'Clients', 'zh-CN': '客户端' },
    min: 1,
    max: 8,
    step: 1,
    default: 3,
  }
  const server = { ...lesson('24-socket-server', 5, 'Server'), parameters: [parameter] }
  const chosen = (clients?: number): ReturnType<typeof choices.getState> => ({
    predictions: {},
    parameters: { [server.id]: clients === undefined ? {} : { clients } },
  })
  expect([undefined, 8, 99, 2.5, Number.NaN].map((clients) => outOfRange(server, chosen(clients)).length)).toEqual([
    0, 0, 1, 1, 1,
  ])
  expect(parametersOf(server, chosen(99))).toEqual({ clients: 99 })
  expect(rangeText('Clients', parameter, textIn('en'))).toBe('Clients must be a whole number from 1 to 8.')
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
  it('tells its states and its bars apart without colour', () => {
    const letters = ['running', 'sleeping', 'disk-sleep', 'stopped', 'zombie'] as const
    expect(new Set(letters.map((state) => stateLooks[state].letter)).size).toBe(letters.length)
    const fills = Object.values(barLooks).map(({ fill }) => fill)
    expect(new Set(fills).size).toBe(fills.length)
    const drawnAs = (fill: Fill): string => {
      const pen = svgPen(22, 7, palette)
      pen.rect({ x: 0, y: 0, width: 22, height: 7 }, 'quiet', fill)
      return pen.finish('', 'en')
    }
    expect(new Set(fills.map(drawnAs)).size).toBe(fills.length)
    // Two bars, and something between them, however low they are.
    expect(drawnAs('barred')).toMatch(/height="2.33".*height="2.33".*y="4.67"/)
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
