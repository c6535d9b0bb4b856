import { processStates, type ProcessState } from '../contract/process.ts'
import { nearest } from '../model/nearest.ts'
import { QueryError } from './mistakes.ts'
import { fields, type FieldName, type Operator, type Value } from './query.ts'
import type { Token } from './tokens.ts'

const sizes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  t: 1024 ** 4,
  tb: 1024 ** 4,
  tib: 1024 ** 4,
}
const durations: Readonly<Record<string, number>> = {
  ms: 1,
  '': 1000,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const units = { number: { '': 1, '%': 1 }, size: sizes, duration: durations } as const

const letters: Readonly<Record<string, ProcessState>> = {
  r: 'running',
  s: 'sleeping',
  d: 'disk-sleep',
  t: 'stopped',
  z: 'zombie',
  i: 'idle',
  x: 'dead',
}

/**
 * @param token what stands after the operator
 * @throws QueryError when the field cannot have that value, or cannot be compared so
 */
export function parseValue(field: FieldName, operator: Operator, token: Token): Value {
  const kind = fields[field]
  if (token.kind === 'pattern') {
    if (kind === 'text' && (operator === '~' || operator === '=')) {
      return { kind: 'pattern', source: token.source, flags: token.flags }
    }
    throw new QueryError('query.noPatternFor', { field, operator }, token)
  }
  if (token.kind !== 'word' && token.kind !== 'string') throw new QueryError('query.missingValue', { field }, token)
  const { text } = token
  const isEquality = operator === '=' || operator === '!='
  if (kind === 'text') {
    if (isEquality || operator === '~') return { kind: 'text', text }
    throw new QueryError('query.isText', { field }, token)
  }
  if (kind === 'state') {
    if (!isEquality && operator !== '~') throw new QueryError('query.onlyEqual', { field }, token)
    return { kind: 'text', text: stateNamed(text, token) }
  }
  if (operator === '~') throw new QueryError('query.isNumber', { field }, token)
  if (field === 'port' && !isEquality) throw new QueryError('query.onlyEqual', { field }, token)
  return { kind: 'number', number: numberOf(field, kind, text, token), text }
}

function stateNamed(text: string, place: Token): ProcessState {
  const lower = text.toLowerCase()
  const found = processStates.find((state) => state === lower) ?? letters[lower]
  if (found !== undefined) return found
  const guess = nearest(lower, processStates)
  throw guess === undefined
    ? new QueryError('query.unknownState', { text, names: processStates.join(', ') }, place)
    : new QueryError('query.unknownStateNear', { text, guess }, place)
}

const wrongNumber = { number: 'query.notNumber', size: 'query.notSize', duration: 'query.notDuration' } as const

function numberOf(field: FieldName, kind: keyof typeof units, text: string, place: Token): number {
  const match = /^(-?\d+(?:\.\d+)?)([a-z%]*)$/i.exec(text)
  const scale: Readonly<Record<string, number>> = units[kind]
  const unit = (match?.[2] ?? '').toLowerCase()
  const factor = Object.hasOwn(scale, unit) ? scale[unit] : undefined
  if (match !== null && factor !== undefined) return Number(match[1]) * factor
  throw new QueryError(wrongNumber[kind], { field, text }, place)
}
