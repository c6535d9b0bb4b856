import type { Process } from '../contract/process.ts'
import { compilePattern } from './pattern.ts'
import { held } from './parse-value.ts'
import type { Flag, Operator, Query, Value } from './query.ts'
import { numberIn, textIn } from './row-values.ts'

/** What a row alone does not tell. */
export interface QueryContext {
  /** Epoch milliseconds. */
  readonly now: number
  /** The pids above a process, nearest first. */
  readonly ancestors: (row: Process) => Iterable<number>
  /** The ports on which a process listens; undefined where that is not known. */
  readonly ports: (row: Process) => readonly number[] | undefined
}

/** @returns whether a row is meant; a comparison with what is not known of a row does not hold */
export function matchQuery(query: Query, context: QueryContext): (row: Process) => boolean {
  switch (query.kind) {
    case 'all':
      return () => true
    case 'text': {
      const wanted = query.text.toLowerCase()
      // A number means that very pid; a part of one would find strangers.
      return (row) => String(row.pid) === wanted || texts(row).some((text) => text.toLowerCase().includes(wanted))
    }
    case 'pattern': {
      const pattern = compilePattern(query)
      return (row) => texts(row).some((text) => pattern.test(text))
    }
    case 'flag':
      return (row) => hasFlag(row, query.flag)
    case 'compare':
      return compare(query, context)
    case 'not': {
      const holds = matchQuery(query.of, context)
      return (row) => !holds(row)
    }
    case 'and': {
      const all = query.all.map((each) => matchQuery(each, context))
      return (row) => all.every((holds) => holds(row))
    }
    case 'or': {
      const all = query.all.map((each) => matchQuery(each, context))
      return (row) => all.some((holds) => holds(row))
    }
  }
}

function texts(row: Process): readonly string[] {
  return [row.name, (row.command ?? []).join(' ')]
}

function hasFlag(row: Process, flag: Flag): boolean {
  switch (flag) {
    case 'kernel':
      return row.kernel === true
    case 'zombie':
      return row.state === 'zombie'
    case 'orphan':
      return row.orphan !== undefined
    case 'daemon':
      return row.daemon !== undefined
    case 'stopped':
      return isHeld(row)
    case 'running':
      return row.state === 'running'
    case 'lab':
      return row.lab !== undefined
  }
}

const isHeld = ({ state }: Process): boolean => state === 'stopped' || state === 'traced'

function compare(query: Extract<Query, { kind: 'compare' }>, context: QueryContext): (row: Process) => boolean {
  const { field, operator, value } = query
  if (field === 'under' || field === 'port') {
    const wanted = value.kind === 'number' ? value.number : Number.NaN
    const numbers = (row: Process): Iterable<number> =>
      field === 'under' ? context.ancestors(row) : (context.ports(row) ?? [])
    const any = (row: Process): boolean => [...numbers(row)].some((each) => holds(each, operator, wanted))
    return operator === '!=' ? (row) => ![...numbers(row)].includes(wanted) : any
  }
  if (value.kind === 'number') {
    return (row) => {
      const found = numberIn(row, field, context.now)
      return found === undefined ? operator === '!=' : holds(found, operator, value.number)
    }
  }
  if (field === 'state' && value.kind === 'text' && value.text === held) {
    return (row) => isHeld(row) === (operator !== '!=')
  }
  const meets = textTest(operator, value)
  return (row) => {
    const found = textIn(row, field)
    return found === undefined ? operator === '!=' : meets(found)
  }
}

function holds(found: number, operator: Operator, wanted: number): boolean {
  switch (operator) {
    case '=':
    case '~':
      return found === wanted
    case '!=':
      return found !== wanted
    case '>':
      return found > wanted
    case '>=':
      return found >= wanted
    case '<':
      return found < wanted
    case '<=':
      return found <= wanted
  }
}

function textTest(operator: Operator, value: Exclude<Value, { kind: 'number' }>): (found: string) => boolean {
  if (value.kind === 'pattern') {
    const pattern = compilePattern(value)
    return (found) => pattern.test(found)
  }
  const wanted = value.text.toLowerCase()
  if (operator === '~') return (found) => found.toLowerCase().includes(wanted)
  if (operator === '!=') return (found) => found.toLowerCase() !== wanted
  return (found) => found.toLowerCase() === wanted
}
