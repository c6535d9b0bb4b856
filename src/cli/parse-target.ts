import type { TargetSpec } from '../shared/contract/signals.ts'
import { signalOptionSentence } from './signal-option.ts'
import { UsageError, wholeNumber } from './usage-error.ts'

/**
 * @param text a pid, `pid@startKey`, `name:IMAGE` or `:PORT`
 * @throws UsageError when it is none of these
 */
export function parseTarget(text: string): TargetSpec {
  if (text.startsWith('name:') && text.length > 5 && text.length <= 260) return { kind: 'name', name: text.slice(5) }
  if (text.startsWith(':')) return { kind: 'port', port: wholeNumber(text.slice(1), 'a port', 1, 65_535) }
  const match = /^(\d{1,10})(?:@(\S{1,64}))?$/.exec(text)
  if (match === null) {
    const signal = signalOptionSentence(text)
    if (signal !== undefined) throw new UsageError(signal)
    throw new UsageError(`"${text}" is not a target: give a pid, pid@startKey, name:IMAGE or :PORT.`)
  }
  const [, pid, startKey] = match
  return { kind: 'process', pid: Number(pid), ...(startKey !== undefined && { startKey }) }
}

/** @returns the target as it was typed */
export function targetText(spec: TargetSpec): string {
  switch (spec.kind) {
    case 'process':
      return spec.startKey === undefined ? String(spec.pid) : `${spec.pid}@${spec.startKey}`
    case 'name':
      return `name:${spec.name}`
    case 'port':
      return `:${spec.port}`
  }
}
