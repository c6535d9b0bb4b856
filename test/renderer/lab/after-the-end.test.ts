import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { stateAt } from '../../../src/renderer/src/features/lab/model/tree-at.ts'
import { messages, type Text } from '../../../src/renderer/src/i18n/use-text.ts'
import { beginning, child, pictureOf } from './run-events.ts'

const textIn = (locale: 'en' | 'zh-CN'): Text => {
  const { formatMessage } = createIntl({ locale, messages: messages[locale] })
  return (id, values) => formatMessage({ id }, values)
}

const report = (leftBehind: number): TraceEvent => ({
  kind: 'report',
  t: 90,
  pid: 10,
  outcome: 'passed',
  elapsedMs: 1,
  checks: [],
  leftBehind,
})
const ended: TraceEvent = { kind: 'process-exited', t: 40, pid: 30, exitCode: 0 }
const zombie: TraceEvent = { kind: 'state', t: 50, pid: 30, state: 'zombie' }

describe('after the end of a run that left nothing behind', () => {
  const picture = pictureOf([...beginning(), child(5, 30, 'orphan'), ended, zombie, report(0)])
  const orphan = picture.lanes.get(30)
  if (orphan === undefined) throw new Error('There is no such process.')
  it('what was a zombie when nobody looked any more is gone, and so is everybody else', () => {
    expect(stateAt(orphan, picture.endUs)).toBe('dead')
    expect([...picture.lanes.values()].map((lane) => stateAt(lane, picture.endUs))).toEqual(['dead', 'dead'])
  })
  it('it was a zombie before', () => expect(stateAt(orphan, 89)).toBe('zombie'))
  it('who was left behind is still shown as it was seen', () => {
    const left = pictureOf([...beginning(), child(5, 30, 'orphan'), ended, zombie, report(1)]).lanes.get(30)
    expect(left && stateAt(left, 90)).toBe('zombie')
  })
})

it('the report ends with a full stop, and counts one process as one', () => {
  const said = (locale: 'en' | 'zh-CN', left: number): string =>
    textIn(locale)('lab.report', { outcome: 'ended', seconds: '1.0', left })
  expect(said('en', 1)).toMatch(/1 process left behind\.$/)
  expect(said('en', 0)).toMatch(/0 processes left behind\.$/)
  expect(said('zh-CN', 2)).toMatch(/2 个进程。$/)
})
