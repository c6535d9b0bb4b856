import { processStates } from '../contract/process-states.ts'
import type { ProcessState } from '../contract/process.ts'
import { editDistance, nearest } from '../model/nearest.ts'
import { QueryError } from './mistakes.ts'
import { fields, type FieldName, type Operator, type Value } from './query.ts'
import type { Token } from './tokens.ts'

const sizes: Readonly<Record<string, number>> = {
  '': 1,
  ...named(1, 'b', 'byte', 'bytes'),
  ...named(1024, 'k', 'kb', 'kib', 'kilobyte', 'kilobytes', 'kibibyte', 'kibibytes'),
  ...named(1024 ** 2, 'm', 'mb', 'mib', 'megabyte', 'megabytes', 'mebibyte', 'mebibytes'),
  ...named(1024 ** 3, 'g', 'gb', 'gib', 'gigabyte', 'gigabytes', 'gibibyte', 'gibibytes'),
  ...named(1024 ** 4, 't', 'tb', 'tib', 'terabyte', 'terabytes', 'tebibyte', 'tebibytes'),
  ...named(1024 ** 5, 'p', 'pb', 'pib', 'petabyte', 'petabytes', 'pebibyte', 'pebibytes'),
}
const durations: Readonly<Record<string, number>> = {
  '': 1000,
  ...named(1, 'ms', 'msec', 'msecs', 'millisecond', 'milliseconds'),
  ...named(1000, 's', 'sec', 'secs', 'second', 'seconds'),
  ...named(60_000, 'm', 'min', 'mins', 'minute', 'minutes'),
  ...named(3_600_000, 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...named(86_400_000, 'd', 'day', 'days'),
  ...named(604_800_000, 'w', 'wk', 'week', 'weeks'),
}
const percents: Readonly<Record<string, number>> = named(1, '', '%', 'percent')
/** Units that no field takes: behind a number they are no words to look for either. */
const strangers = named(
  1,
  ...'ns nsec nanosecond nanoseconds us µs μs usec microsecond microseconds'.split(' '),
  ...'fortnight fortnights month months y yr yrs year years'.split(' '),
  ...'jiffy jiffies eb eib exabyte exabytes exbibyte exbibytes'.split(' '),
  ...'bit bits kbit mbit gbit kbps mbps gbps bps'.split(' '),
)
/** These are programs' names, too: only behind a time they are meant as units. */
const rareTimes = named(1, ...'decade decades century centuries millennium millennia parsec parsecs'.split(' '))
/** Written out and this long, a unit is known with a slip in it too: `minuts`. */
const shortestSlip = 6
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

/** The letter of two states: stopped and traced. */
export const held = 't'
const letters: Readonly<Record<string, ProcessState>> = {
  r: 'running',
  s: 'sleeping',
  d: 'disk-sleep',
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
    return { kind: 'text', text: text.toLowerCase() === held ? held : stateNamed(text, token) }
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
  const unit = withoutSecond(word.toLowerCase())
  const real = [percents, sizes, durations]
  const others = kind === 'duration' ? [strangers, rareTimes] : [strangers]
  return [...real, ...others].some((scale) => Object.hasOwn(scale, unit)) || real.some((scale) => isSlip(unit, scale))
}

/** @returns whether it is one of those units but for one slip: more of them make another word, which may be a name */
function isSlip(word: string, scale: Readonly<Record<string, number>>): boolean {
  if (word.length < shortestSlip) return false
  return Object.keys(scale).some((unit) => unit.length >= shortestSlip && editDistance(word, unit) === 1)
}

/** `MB/s` is `MB` for a field that is per second. */
function withoutSecond(unit: string): string {
  return unit.replace(/\/s$/, '')
}

function named(factor: number, ...names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, factor]))
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
  const match = /^(-?\d+(?:\.\d+)?)\s*([a-zµ%/]*)$/i.exec(text)
  const scale: Readonly<Record<string, number>> = field === 'cpu' ? percents : units[kind]
  const written = (match?.[2] ?? '').toLowerCase()
  const unit = field === 'read' || field === 'write' ? withoutSecond(written) : written
  const factor = Object.hasOwn(scale, unit) ? scale[unit] : undefined
  if (match !== null && factor !== undefined) return Number(match[1]) * factor
  throw new QueryError(wrongNumber[kind], { field, text }, place)
}
