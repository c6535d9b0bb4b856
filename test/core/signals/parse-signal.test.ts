import { describe, expect, it } from 'vitest'
import { parseSignal } from '../../../src/core/signals/parse-signal.ts'
import { realTimeSignals } from '../../../src/shared/model/real-time-signals.ts'
import { signalNames } from '../../../src/core/signals/signal-names.ts'

describe('parseSignal', () => {
  it.each(['SIGTERM', 'TERM', 'term', 'sigterm', '15', ' Term '])('understands %s', (text) => {
    expect(parseSignal(text)).toEqual({ kind: 'signal', name: 'SIGTERM' })
  })

  it.each([
    ['SIGTREM', 'SIGTERM'],
    ['KIL', 'SIGKILL'],
    ['STPO', 'SIGSTOP'],
    ['SIGFOO', undefined],
    ['NOPE', undefined],
  ])('guesses what %s means', (text, nearest) => {
    expect(parseSignal(text)).toEqual({ kind: 'unknown', nearest })
  })

  it.each(['', '0', '-1', '9999', '1e1', 'SIGTERM; true'])('does not take %j for a signal', (text) => {
    expect(parseSignal(text).kind).toBe('unknown')
  })

  it('takes what can be sent though the system has no number for it', () => {
    expect(parseSignal('info').kind).toBe('unknown')
    expect(parseSignal('info', ['SIGINFO'])).toEqual({ kind: 'signal', name: 'SIGINFO' })
    expect(parseSignal('SIGINF', ['SIGSTOP']).kind).toBe('unknown')
  })

  it.each([
    ['34', 'SIGRTMIN'],
    ['64', 'SIGRTMIN+30'],
    ['RTMIN+1', 'SIGRTMIN+1'],
    ['sigrtmax', 'SIGRTMIN+30'],
    ['SIGRTMAX-30', 'SIGRTMIN'],
  ])('takes %s for a real-time signal where there are such', (text, name) => {
    const more = [...realTimeSignals.keys()]
    expect(parseSignal(text, more)).toEqual({ kind: 'signal', name })
    expect(parseSignal(text).kind).toBe('unknown')
    expect(signalNames(more).at(-1)).toBe('SIGRTMIN+30')
    for (const other of ['32', '33', '65', 'RTMIN+31', 'RTMIN+40', 'RTMAX+1', 'RTMIN-1']) {
      expect(parseSignal(other, more)).toEqual({ kind: 'unknown' })
    }
  })

  it('offers the usual ones first and each once', () => {
    const names = signalNames()
    expect(names.slice(0, 2)).toEqual(['SIGTERM', 'SIGKILL'])
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(parseSignal(name)).toEqual({ kind: 'signal', name })
  })
})
