import { describe, expect, it } from 'vitest'
import { changeWords } from '../../src/renderer/src/features/processes/outcome-words.ts'
import { sendChange } from '../../src/renderer/src/features/processes/send-change.ts'
import { explainSignal } from '../../src/renderer/src/features/processes/signal-words.ts'
import { shownMs, toasts } from '../../src/renderer/src/features/processes/toasts.ts'
import type { Client } from '../../src/renderer/src/host/client.ts'
import { messages, type Text } from '../../src/renderer/src/i18n/use-text.ts'
import type { AdjustResult } from '../../src/shared/contract/adjust.ts'

/** Values in the places of their names: these messages have no plurals. */
const textIn =
  (locale: keyof typeof messages): Text =>
  (id, values = {}) =>
    messages[locale][id].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

describe('what became of a change', () => {
  const changed: AdjustResult = { pid: 7, startKey: 'k', name: 'it', outcome: 'changed', message: '' }
  const change = { kind: 'affinity' as const, cpus: [0, 1, 2] }

  it('names the CPUs that were really given', () => {
    expect(changeWords(changed, change, textIn('en'))).toBe('it (7) runs on CPU 0-2 now.')
    const less = { ...changed, cpus: [1] }
    expect(changeWords(less, change, textIn('en'))).toBe(
      'it (7) runs on CPU 1 now: the system gave it no other of 0-2.',
    )
    expect(changeWords(less, change, textIn('zh-CN'))).toContain('CPU 1')
  })

  it.each([1, 3, 4])('stays to be read where it came about in part only, of %i', async (count) => {
    const send = async (last: AdjustResult) => {
      const results = [...Array.from({ length: count - 1 }, () => changed), last]
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of it that a change needs
      const client = { processes: { adjust: async () => ({ results }) } } as unknown as Client
      await sendChange(client, textIn('en'), change, results)
      return toasts.getState().list.at(-1)
    }
    const [inPart, whole] = [await send({ ...changed, cpus: [1] }), await send(changed)]
    expect(inPart).toMatchObject({ kind: 'bad' })
    expect([inPart?.text, ...(inPart?.failures ?? [])].join(' ')).toContain('the system gave it no other of 0-2')
    expect(inPart && shownMs(inPart)).toBeUndefined()
    expect(whole && shownMs(whole)).toBeGreaterThan(0)
  })
})

describe('what a signal does', () => {
  it('is said of all real-time signals, too', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const text = textIn(locale)
      for (const signal of ['SIGRTMIN', 'SIGRTMIN+30', 'SIGUSR1']) expect(explainSignal(signal, text)).not.toBe('')
      expect(explainSignal('SIGRTMIN+31', text)).toBe('')
    }
  })
})
