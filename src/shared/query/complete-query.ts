import { processStates } from '../contract/process-states.ts'
import { quoted } from './format-query.ts'
import { aliases, fieldNamed, fields, flags, type FieldName } from './query.ts'

/** What may stand at a place. `value`: one that occurs now. */
export interface CompletionOption {
  readonly kind: 'field' | 'flag' | 'word' | 'operator' | 'state' | 'value'
  readonly text: string
}

export interface Completion {
  /** The part of the text that would be replaced. */
  readonly from: number
  readonly to: number
  /** Best first. */
  readonly options: readonly CompletionOption[]
}

type Kind = CompletionOption['kind']

const operatorsOf = {
  text: ['=', '!=', '~'],
  state: ['=', '!='],
  number: ['=', '!=', '>', '>=', '<', '<='],
  size: ['>', '>=', '<', '<='],
  duration: ['>', '>=', '<', '<='],
} as const
const mostOptions = 50

/**
 * @param cursor position in the text
 * @param known values of a text field that occur now
 * @returns what may stand at the cursor; nothing inside a quotation
 */
export function completeQuery(
  text: string,
  cursor: number,
  known: (field: FieldName) => readonly string[] = () => [],
): Completion {
  const before = text.slice(0, cursor)
  const word = /[^\s()=<>~:!"']*$/.exec(before)?.[0] ?? ''
  const from = cursor - word.length
  const offer = (...options: readonly CompletionOption[]): Completion => ({
    from,
    to: cursor,
    options: startingWith(options, word).slice(0, mostOptions),
  })
  if (isInQuotation(before)) return offer()

  const left = before.slice(0, from).trimEnd()
  const compared = /(?:^|[\s(])([a-z]+)\s*(?:==?|!=|>=?|<=?|~|:)$/i.exec(left)
  if (compared !== null) {
    const field = fieldNamed(compared[1] ?? '')
    if (field === 'state') return offer(...all('state', processStates))
    return offer(...(field === undefined ? [] : all('value', known(field))))
  }
  if (/[=<>~:!]$/.test(left)) return offer()
  const field = word === '' ? fieldNamed(/(?:^|[\s(])([a-z]+)$/i.exec(left)?.[1] ?? '') : undefined
  const goesOn = left !== '' && !/(?:^|[\s(])(?:and|or|not)$|\($/i.test(left)
  return offer(
    ...(field === undefined ? [] : all('operator', operatorsOf[fields[field]])),
    ...(goesOn ? all('word', ['and', 'or']) : []),
    ...all('field', Object.keys(fields)),
    ...all('flag', flags),
    ...all('word', ['not']),
    ...(word === '' ? [] : all('field', Object.keys(aliases))),
  )
}

/** @returns the text with the option put in, and where the cursor is then */
export function applyCompletion(text: string, { from, to }: Completion, option: CompletionOption) {
  const put = option.kind === 'value' ? quoted(option.text) : option.text
  const rest = text.slice(to)
  const gap = rest.startsWith(' ') ? '' : ' '
  return { text: text.slice(0, from) + put + gap + rest, cursor: from + put.length + 1 }
}

const all = (kind: Kind, texts: readonly string[]): readonly CompletionOption[] => texts.map((text) => ({ kind, text }))

function startingWith(options: readonly CompletionOption[], word: string): readonly CompletionOption[] {
  const lower = word.toLowerCase()
  return options.filter(({ text }) => text.toLowerCase().startsWith(lower) && text.toLowerCase() !== lower)
}

function isInQuotation(before: string): boolean {
  return /["']/.test(before.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ''))
}
