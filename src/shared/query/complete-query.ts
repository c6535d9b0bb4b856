import { processStates } from '../contract/process.ts'
import { aliases, fieldNamed, fields, flags } from './query.ts'

/** What may stand at the cursor. */
export interface Completion {
  /** The part of the text that would be replaced. */
  readonly from: number
  readonly to: number
  /** Best first. */
  readonly options: readonly string[]
}

const operatorsOf = {
  text: ['=', '!=', '~'],
  state: ['=', '!='],
  number: ['=', '!=', '>', '>=', '<', '<='],
  size: ['>', '>=', '<', '<='],
  duration: ['>', '>=', '<', '<='],
} as const
const starts = [...Object.keys(fields), ...flags, 'not', 'and', 'or']
const mostOptions = 12

/**
 * @param cursor position in the text
 * @param known values that occur now, by field: users, names
 */
export function completeQuery(
  text: string,
  cursor: number,
  known: Readonly<Record<string, readonly string[]>> = {},
): Completion {
  const before = text.slice(0, cursor)
  const word = /[^\s()=<>~!"']*$/.exec(before)?.[0] ?? ''
  const from = cursor - word.length
  const offer = (options: readonly string[]): Completion => ({
    from,
    to: cursor,
    options: startingWith(options, word).slice(0, mostOptions),
  })

  const left = before.slice(0, from).trimEnd()
  const comparison = /([a-z]+)\s*(?:==?|!=|>=?|<=?|~)$/i.exec(left)
  if (comparison !== null) {
    const field = fieldNamed(comparison[1] ?? '')
    if (field === 'state') return offer(processStates)
    return offer(field === undefined ? [] : (known[field] ?? []))
  }
  const field = word === '' ? fieldNamed(/([a-z]+)$/i.exec(left)?.[1] ?? '') : undefined
  if (field !== undefined) return offer(operatorsOf[fields[field]])
  return offer([...starts, ...(word === '' ? [] : Object.keys(aliases))])
}

function startingWith(options: readonly string[], word: string): readonly string[] {
  const lower = word.toLowerCase()
  return options.filter((option) => option.toLowerCase().startsWith(lower) && option.toLowerCase() !== lower)
}
