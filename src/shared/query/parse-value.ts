import { processStates, type ProcessState } from '../contract/process.ts'
import { nearest } from '../model/nearest.ts'
import { fields, QueryError, type FieldName, type Operator, type Value } from './query.ts'
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
  const length = token.end - token.at
  const kind = fields[field]
  if (token.kind === 'pattern') {
    if (kind === 'text' && (operator === '~' || operator === '=')) {
      return { kind: 'pattern', source: token.source, flags: token.flags }
    }
    throw new QueryError(`${field} cannot be compared with a regular expression by ${operator}.`, token.at, length)
  }
  if (token.kind !== 'word' && token.kind !== 'string') {
    throw new QueryError(`A value for ${field} is missing.`, token.at, length)
  }
  const { text } = token
  if (kind === 'text') {
    if (operator === '=' || operator === '!=' || operator === '~') return { kind: 'text', text }
    throw new QueryError(`${field} is text: compare it with =, != or ~ (contains).`, token.at, length)
  }
  if (kind === 'state') return { kind: 'text', text: stateNamed(text, operator, token.at, length) }
  if (operator === '~')
    throw new QueryError(`${field} is a number: compare it with =, !=, >, >=, < or <=.`, token.at, length)
  if (field === 'port' && operator !== '=' && operator !== '!=') {
    throw new QueryError('port can only be equal (=) or not (!=).', token.at, length)
  }
  return { kind: 'number', number: numberOf(field, kind, text, token.at, length), text }
}

function stateNamed(text: string, operator: Operator, at: number, length: number): ProcessState {
  if (operator !== '=' && operator !== '!=' && operator !== '~') {
    throw new QueryError('state can only be equal (=) or not (!=).', at, length)
  }
  const lower = text.toLowerCase()
  const found = processStates.find((state) => state === lower) ?? letters[lower]
  if (found !== undefined) return found
  const guess = nearest(lower, processStates)
  const hint = guess === undefined ? `there are ${processStates.join(', ')}` : `did you mean ${guess}?`
  throw new QueryError(`There is no state "${text}"; ${hint}`, at, length)
}

function numberOf(field: FieldName, kind: keyof typeof units, text: string, at: number, length: number): number {
  const match = /^(-?\d+(?:\.\d+)?)([a-z%]*)$/i.exec(text)
  const scale: Readonly<Record<string, number>> = units[kind]
  const factor = match === null ? undefined : scale[(match[2] ?? '').toLowerCase()]
  if (match !== null && factor !== undefined) return Number(match[1]) * factor
  const examples = { number: '4242', size: '200MB', duration: '10s or 5m' }
  throw new QueryError(
    `${field} takes ${kind === 'number' ? 'a number' : `a ${kind}`} such as ${examples[kind]}, not "${text}".`,
    at,
    length,
  )
}
