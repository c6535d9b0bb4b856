import { fieldNamed, flags, type Query, type Value } from './query.ts'

/** @returns the query as text that is parsed to the same query: in saved filters, with all parentheses that it needs */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return ''
    case 'text':
      return quoted(query.text)
    case 'pattern':
      return `/${query.source}/${query.flags}`
    case 'flag':
      return query.flag
    case 'compare':
      return `${query.field} ${query.operator} ${valueText(query.value)}`
    case 'not':
      return `not ${wrapped(query.of, query.kind)}`
    case 'and':
    case 'or':
      return query.all.map((each) => wrapped(each, query.kind)).join(` ${query.kind} `)
  }
}

/** Only what needs parentheses has them: they count as levels, and what could be parsed is to be parsed again. */
function wrapped(query: Query, within: 'not' | 'and' | 'or'): string {
  const text = formatQuery(query)
  return query.kind === 'or' || (query.kind === 'and' && within !== 'or') ? `(${text})` : text
}

function valueText(value: Value): string {
  if (value.kind === 'pattern') return `/${value.source}/${value.flags}`
  return value.kind === 'number' ? value.text : quoted(value.text)
}

/** @returns the text as one word or string of a query; without quotation marks only what means nothing else */
export function quoted(text: string): string {
  const word = text.toLowerCase()
  const isPlain = /^[\p{L}\p{N}_.@-]+$/u.test(text) && !['and', 'or', 'not', ...flags].includes(word)
  if (isPlain && fieldNamed(word) === undefined) return text
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
