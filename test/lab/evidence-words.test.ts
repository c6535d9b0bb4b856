import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'
import { judge } from '../../src/lab/engine/judge.ts'
import { messages } from '../../src/renderer/src/i18n/use-text.ts'
import type { Locale } from '../../src/shared/contract/lab.ts'
import { processStateSchema } from '../../src/shared/contract/process.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import type { Observation } from '../../src/shared/model/lesson.ts'
import { stateNames } from '../../src/shared/model/state-names.ts'

const main = 10
const started = (pid: number, name: string, ppid = main): TraceEvent => ({
  kind: 'process-started',
  t: pid,
  pid,
  ppid,
  name,
  daemon: false,
  role: pid === main ? 'main' : 'child',
})
const mark = (t: number, pid: number, label: string, value: string | number = ''): TraceEvent => ({
  kind: 'mark',
  t,
  pid,
  label,
  value,
})
const look = (t: number, pid: number, ppid: number, state: Observation['state'] = 'sleeping'): Observation => ({
  t,
  pid,
  ppid,
  state,
})

/** @returns what a check of a lesson says of a run */
function evidenceOf(
  id: string,
  check: string,
  locale: Locale,
  events: readonly TraceEvent[],
  observations: readonly Observation[] = [],
): string {
  const lesson = lessons.find((each) => each.id === id)
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`)
  const parameters = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
  const record = { events: [started(main, 'MainProcess'), ...events], observations, cpus: 2, parameters }
  return judge(lesson, record, locale).find((each) => each.id === check)?.evidence ?? ''
}

describe('evidence', () => {
  it('38: says that unfinished never reached 0, and how many were eaten all the same', () => {
    const queue = (t: number, action: 'put' | 'task-done', unfinished: number): TraceEvent => ({
      kind: 'queue',
      t,
      pid: 20,
      queue: 'JoinableQueue-1',
      action,
      size: 0,
      unfinished,
    })
    const events = [1, 2, 3, 4, 5, 6].flatMap((item) => [
      mark(100 + item, 20, 'made', `bun ${item}`),
      queue(100 + item, 'put', item),
      mark(200 + item, 30, 'eaten', `bun ${item}`),
      ...(item > 3 ? [queue(200 + item, 'task-done', 9 - item)] : []),
    ])
    const told = (locale: Locale) => evidenceOf('38-joinable-queue', 'all-eaten-at-zero', locale, events)
    expect(told('en')).toBe('6 were made, and 6 were eaten in the whole run; unfinished never reached 0.')
    expect(told('zh-CN')).toBe('共制作 6 个，整个运行中吃掉了 6 个；未完成数始终没有归零。')
  })

  it('28: nothing stands behind a number of none', () => {
    const told = (locale: Locale, events: readonly TraceEvent[]) =>
      evidenceOf('28-daemon-has-no-children', 'no-grandchild', locale, [started(20, 'servant'), ...events])
    expect(told('en', [])).toMatch(/; 0 came into being\.$/)
    expect(told('zh-CN', [])).toMatch(/；产生了 0 个。$/)
    expect(told('en', [started(30, 'helper', 20)])).toMatch(/; 1 came into being, pid 30\.$/)
  })

  it('17 and 22: states have the names of the language', () => {
    const orphan = [started(20, 'parent'), started(30, 'child', 20)]
    const looks = [look(100, 20, main), look(100, 30, 20), look(200, 20, main, 'gone'), look(300, 30, 1)]
    const told = evidenceOf('17-orphan', 'not-a-zombie', 'zh-CN', orphan, looks)
    expect(told).toContain('状态为睡眠，')
    const boss = [started(20, 'boss'), started(30, 'worker', 20)]
    const both = [...looks, look(400, 30, 1, 'running')]
    expect(evidenceOf('22-terminate-a-parent', 'not-a-zombie', 'zh-CN', boss, both)).toContain('状态为睡眠、运行；')
    expect(evidenceOf('22-terminate-a-parent', 'not-a-zombie', 'en', boss, both)).toContain('state sleeping, running,')
  })
  it('states have the names of the table', () => {
    for (const state of processStateSchema.options)
      expect(stateNames([state], 'zh-CN')).toBe(messages['zh-CN'][`state.${state}`])
    expect(stateNames([], 'zh-CN')).toBe('–')
  })

  it('37: Chinese sentences have Chinese marks', () => {
    const consumers = [started(20, 'consumer-1'), started(30, 'consumer-2')]
    const ended = consumers.map(({ pid }): TraceEvent => ({ kind: 'process-exited', t: 1_000_000, pid, exitCode: 0 }))
    const told = evidenceOf('37-producer-consumer', 'consumers-end', 'zh-CN', [...consumers, ...ended])
    expect(told).toBe('consumer-1（20）在 1.00 秒结束：0；consumer-2（30）在 1.00 秒结束：0。')
  })
})

it('every check comes with its evidence in each language, whichever the run was ordered in', () => {
  for (const lesson of lessons) {
    const parameters = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
    const record = { events: [started(main, 'MainProcess')], observations: [], cpus: 2, parameters }
    const [en, zh] = [judge(lesson, record, 'en'), judge(lesson, record, 'zh-CN')]
    const told = en.map(({ evidence }, index) => ({ en: evidence, 'zh-CN': zh[index]?.evidence }))
    for (const results of [en, zh]) expect(results.map(({ evidenceIn }) => evidenceIn)).toEqual(told)
  }
})

it('an inconclusive check is called the same in Chinese, wherever it is named', () => {
  const { 'lab.inconclusive': badge, 'lab.checksCame': spoken } = messages['zh-CN']
  expect(spoken).toContain(`{inconclusive} 项${badge}`)
  expect(readFileSync('src/lab/lessons/40-rabbitmq/zh-CN.md', 'utf8')).toContain(`“${badge}”`)
})
