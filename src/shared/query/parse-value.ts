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
const percents: Readonly<Record<string, number>> = { '': 1, '%': 1 }
const units = { number: { '': 1 }, size: sizes, duration: durations } as const

const ids = { least: 0, most: 4_294_967_295 }
/** What equals nothing outside these whole numbers. */
const ranges: Partial<Readonly<Record<FieldName, { readonly least: number; readonly most: number }>>> = {
  port: { least: 1, most: 65_535 },
  nice: { least: -20, most: 19 },
  pid: ids,
  ppid: ids,
  parent: ids,
  under: ids,
  uid: ids,
  group: ids,
  session: ids,
  threads: ids,
  processor: ids,
  descriptors: ids,
}

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
  const number = numberOf(field, kind, text, token)
  const range = isEquality ? ranges[field] : undefined
  if (range !== undefined && !(Number.isInteger(number) && number >= range.least && number <= range.most)) {
    const { least, most } = range
    throw new QueryError('query.notInRange', { field, least: String(least), most: String(most), text }, token)
  }
  return { kind: 'number', number, text: text.replace(/\s/g, '') }
}

/** @returns whether the next word is the unit of a number that has none: also when it is not one of that field */
export function isUnitOf(number: string, word: string, field: FieldName): boolean {
  const kind = fields[field]
  if (kind === 'text' || kind === 'state' || !/^-?\d+(?:\.\d+)?$/.test(number)) return false
  return [percents, sizes, durations].some((scale) => Object.hasOwn(scale, word.toLowerCase()))
}

function stateNamed(text: string, place: Token): ProcessState {
  const lower = text.toLowerCase()
  const found =
    processStates.find((state) => state === lower) ?? (Object.hasOwn(letters, lower) ? letters[lower] : undefined)
  if (found !== undefined) return found
  const guess = nearest(lower, processStates)
  throw guess === undefined
    ? new QueryError('query.unknownState', { text, names: processStates.join(', ') }, place)
    : new QueryError('query.unknownStateNear', { text, guess }, place)
}

const wrongNumber = { number: 'query.notNumber', size: 'query.notSize', duration: 'query.notDuration' } as const

function numberOf(field: FieldName, kind: keyof typeof units, text: string, place: Token): number {
  const match = /^(-?\d+(?:\.\d+)?)\s*([a-z%]*)$/i.exec(text)
  const scale: Readonly<Record<string, number>> = field === 'cpu' ? percents : units[kind]
  const unit = (match?.[2] ?? '').toLowerCase()
  const factor = Object.hasOwn(scale, unit) ? scale[unit] : undefined
  if (match !== null && factor !== undefined) return Number(match[1]) * factor
  throw new QueryError(wrongNumber[kind], { field, text }, place)
}
