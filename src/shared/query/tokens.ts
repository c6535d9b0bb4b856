import { guesses, typedOtherwise } from './foreign-signs.ts'
import { QueryError } from './mistakes.ts'
import { compilePattern } from './pattern.ts'
import { fieldNamed, type FieldName, type Operator } from './query.ts'

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
/** Other languages' signs, or ours the wrong way round. */
const foreignOperatorAt = /=>|=<|<>|===|!==/y
const wordAt = /[^\s()=<>~:"'!]+(?:[:!](?=[^\s=<>~])[^\s()=<>~"']*)*/y
/** What goes on after its second slash is a path: `/usr/bin`. */
const patternAt = /\/((?:\\.|[^/\\\n])+)\/([gimsuvy]*)(?=[\s()]|$)/y
/** What no path has; several pluses side by side are the name of a language, and no regular expression. */
const noPath = /[\^$*?[\]{}()|\\]|(?:^|[^+])\+(?:[^+]|$)/
/** Like a pattern, but not with those letters: a mistake where it holds what no path has. */
const misflaggedAt = /\/((?:\\.|[^/\\\s])+)\/([a-z]+)(?=[\s()]|$)/iy
const compactAt = /([a-z]+):(?=\/)/iy
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
    const found = tokenAt(text, at, match, isValueAt(at, tokens.at(-1)))
    tokens.push(found)
    at = found.end
  }
  return tokens
}

/** @returns whether what begins there is compared with a field: `command ~ /a/`, `name:/a/` */
function isValueAt(at: number, before: Token | undefined): boolean {
  return before?.kind === 'operator' || (before?.kind === 'word' && before.end === at && before.text.endsWith(':'))
}

function tokenAt(
  text: string,
  at: number,
  match: (pattern: RegExp) => RegExpExecArray | null,
  isValue: boolean,
): Token {
  const string = match(stringAt)
  if (string !== null) {
    const value = (string[1] ?? string[2] ?? '').replace(/\\(.)/g, '$1')
    return { kind: 'string', text: value, at, end: at + string[0].length }
  }
  if (/["']/.test(text.charAt(at))) throw new QueryError('query.noEnd', {}, { at, end: text.length })
  const pattern = match(patternAt)
  if (pattern !== null && (isValue || !isPlusPath(pattern[1] ?? ''))) {
    const [whole, source = '', flags = ''] = pattern
    compilePattern({ source, flags }, { at, end: at + whole.length })
    return { kind: 'pattern', source, flags, at, end: at + whole.length }
  }
  const misflagged = match(misflaggedAt)
  if (misflagged !== null && noPath.test(misflagged[1] ?? '')) {
    const [whole, , flags = ''] = misflagged
    const end = at + whole.length
    throw new QueryError('query.noFlags', { text: flags }, { at: end - flags.length, end })
  }
  const foreign = match(foreignOperatorAt)
  if (foreign !== null) throw noMeaning(foreign[0], at)
  const operator = match(operatorAt)
  const known = operator === null ? undefined : operators[operator[0]]
  if (operator !== null && known !== undefined) {
    return { kind: 'operator', operator: known, at, end: at + operator[0].length }
  }
  const compact = match(compactAt)
  const field = fieldNamed(compact?.[1] ?? '')
  if (compact !== null && field !== undefined && isPatternFor(field, text, at + compact[0].length)) {
    return { kind: 'word', text: compact[0], at, end: at + compact[0].length }
  }
  const word = match(wordAt)
  if (word === null) {
    throw noMeaning(text.charAt(at), at)
  }
  // As programmers write them: taken for words, they would find nothing and not say why.
  const symbol = /^[&|]$|&&|\|\|/.exec(word[0])
  if (symbol !== null) throw noMeaning(symbol[0], at + symbol.index)
  const [, before = '', sign] = typedOtherwise.exec(word[0]) ?? []
  if (sign !== undefined && (before === '' || fieldNamed(before) !== undefined)) {
    throw noMeaning(sign, at + before.length)
  }
  return { kind: 'word', text: word[0], at, end: at + word[0].length }
}

const holdsPaths: ReadonlySet<FieldName> = new Set(['command', 'executable', 'cgroup', 'window'])

/** @returns whether a pattern follows `field:`; `command:/usr/` is a path, as it is where more follows */
function isPatternFor(field: FieldName, text: string, at: number): boolean {
  patternAt.lastIndex = at
  misflaggedAt.lastIndex = at
  const source = patternAt.exec(text)?.[1]
  if (holdsPaths.has(field)) return source !== undefined && noPath.test(source)
  return source !== undefined || noPath.test(misflaggedAt.exec(text)?.[1] ?? '')
}

/** Nor can it ever be a regular expression: the second plus has nothing to repeat. */
const isPlusPath = (source: string): boolean => /^\S*\+\+\S*$/.test(source) && !noPath.test(source)

function noMeaning(text: string, at: number): QueryError {
  const guess = guesses[text]
  const place = { at, end: at + text.length }
  return guess === undefined
    ? new QueryError('query.noMeaning', { text }, place)
    : new QueryError('query.noMeaningNear', { text, guess }, place)
}
