import { describe, expect, it } from 'vitest'
import { parseSignal } from '../../../src/core/signals/parse-signal.ts'
import { signalNames } from '../../../src/core/signals/signal-names.ts'

describe('parseSignal', () => {
  it.each(['SIGTERM', 'TERM', 'term', 'sigterm', '15', ' Term '])('understands %s', (text) => {
    expect(parseSignal(text)).toEqual({ kind: 'signal', name: 'SIGTERM' })
  })

  it.each([
    ['SIGTREM', 'SIGTERM'],
    ['KIL', 'SIGKILL'],
    ['STPO', 'SIGSTOP'],
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

  it('offers the usual ones first and each once', () => {
    const names = signalNames()
    expect(names.slice(0, 2)).toEqual(['SIGTERM', 'SIGKILL'])
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(parseSignal(name)).toEqual({ kind: 'signal', name })
  })
})
