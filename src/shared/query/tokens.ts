import { QueryError } from './mistakes.ts'
import type { Operator } from './query.ts'

export type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'word' | 'string'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: '(' | ')' }
)

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  '~': '~',
  ':': '~',
}
const operatorAt = /(?:==?|!=|>=?|<=?|~|:)/y
const wordAt = /[^\s()=<>~:"'!]+(?:[:!](?=[^\s=<>~])[^\s()=<>~"']*)*/y
/** What goes on after its second slash is a path: `/usr/bin`. */
const patternAt = /\/((?:\\.|[^/\\\n])+)\/([gimsuvy]*)(?=[\s()]|$)/y
const stringAt = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/y

/** @throws QueryError for an unfinished string or a bad pattern */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  while (at < text.length) {
    const character = text.charAt(at)
    if (/\s/.test(character)) {
      at += 1
      continue
    }
    if (character === '(' || character === ')') {
      tokens.push({ kind: character, at, end: at + 1 })
      at += 1
      continue
    }
    const found = tokenAt(text, at, match)
    tokens.push(found)
    at = found.end
  }
  return tokens
}

function tokenAt(text: string, at: number, match: (pattern: RegExp) => RegExpExecArray | null): Token {
  const string = match(stringAt)
  if (string !== null) {
    const value = (string[1] ?? string[2] ?? '').replace(/\\(.)/g, '$1')
    return { kind: 'string', text: value, at, end: at + string[0].length }
  }
  if (/["']/.test(text.charAt(at))) throw new QueryError('query.noEnd', {}, { at, end: text.length })
  const pattern = match(patternAt)
  if (pattern !== null) {
    const [whole, source = '', flags = ''] = pattern
    checkPattern(source, flags, { at, end: at + whole.length })
    return { kind: 'pattern', source, flags, at, end: at + whole.length }
  }
  const operator = match(operatorAt)
  const known = operator === null ? undefined : operators[operator[0]]
  if (operator !== null && known !== undefined) {
    return { kind: 'operator', operator: known, at, end: at + operator[0].length }
  }
  const word = match(wordAt)
  if (word === null) {
    throw new QueryError('query.noMeaning', { text: text.charAt(at) }, { at, end: at + 1 })
  }
  return { kind: 'word', text: word[0], at, end: at + word[0].length }
}

function checkPattern(source: string, flags: string, place: { readonly at: number; readonly end: number }): void {
  try {
    void new RegExp(source, flags)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^Invalid regular expression: /, '') : ''
    throw new QueryError('query.noPattern', { text: why }, place)
  }
}
