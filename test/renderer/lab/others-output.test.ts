import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { isOthersOutput } from '../../../src/renderer/src/features/lab/model/others-output.ts'
import { beginning, child, main, pictureOf } from './run-events.ts'

const ended: TraceEvent = { kind: 'process-exited', t: 40, pid: 30, exitCode: 0 }

describe('lines under the main process may be of a child', () => {
  const line: TraceEvent = { kind: 'output', t: 20, pid: main, stream: 'stdout', text: 'hello' }
  const found = child(5, 30, 'sh')
  const ours = { ...found, code: { file: 'program.ts', line: 3 } } as TraceEvent
  it.each([
    ['that somebody else started', [found, line, ended], true],
    ['but not of one that the library started', [ours, line, ended], false],
    ['nor of one that the library announced after it was found', [found, ours, line, ended], false],
    ['nor where nothing was printed', [found, ended], false],
    ['nor while it goes on', [found, line], false],
  ])('%s', (_, events, expected) => {
    expect(isOthersOutput(pictureOf([...beginning(), ...events]))).toBe(expected)
  })
})
