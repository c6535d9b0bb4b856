import { nearest } from '../model/nearest.ts'
import { QueryError, type MistakeCode, type MistakeValues } from './mistakes.ts'
import { isUnitOf, parseValue } from './parse-value.ts'
import { aliases, fieldNamed, fields, flags, type FieldName, type Query } from './query.ts'
import { tokenise, type Token } from './tokens.ts'

/**
 * Bare words (name or command line, or a pid), `/regular expressions/`, fields with operators and units, `and`, `or`,
 * `not`, parentheses; side by side means and. An empty query is everything.
 * @throws QueryError at the character that is wrong
 */
export function parseQuery(text: string): Query {
  const tokens = tokenise(text)
  if (tokens.length === 0) return { kind: 'all' }
  const parser = new Parser(tokens, text.length)
  return parser.whole()
}

/** Each level takes stack, here and where the query is matched. */
const deepest = 100

class Parser {
  readonly #tokens: readonly Token[]
  readonly #end: number
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  whole(): Query {
    const query = this.#or()
    const left = this.#peek()
    if (left !== undefined) throw new QueryError('query.closesNothing', {}, left)
    return query
  }

  #or(): Query {
    const all = [this.#and()]
    while (this.#takeWord('or')) all.push(this.#and())
    return joined('or', all)
  }

  #and(): Query {
    const all = [this.#not()]
    for (;;) {
      const explicit = this.#takeWord('and')
      const next = this.#peek()
      if (!explicit && (next === undefined || next.kind === ')' || isWord(next, 'or'))) break
      all.push(this.#not())
    }
    return joined('and', all)
  }

  #not(): Query {
    const token = this.#peek()
    if (token === undefined || !this.#takeWord('not')) return this.#primary()
    return { kind: 'not', of: this.#nested(token, () => this.#not()) }
  }

  #primary(): Query {
    const token = this.#take('query.missing')
    switch (token.kind) {
      case '(':
        return this.#group(token)
      case ')':
        throw new QueryError('query.missingBefore', { text: ')' }, token)
      case 'operator':
        throw new QueryError('query.missingField', { operator: token.operator }, token)
      case 'pattern':
        return { kind: 'pattern', source: token.source, flags: token.flags }
      case 'string':
        return { kind: 'text', text: token.text }
      case 'word':
        // As words to look for, these would find nothing and not say why.
        if (isWord(token, 'and') || isWord(token, 'or')) {
          throw new QueryError('query.missingBefore', { text: token.text }, token)
        }
        return this.#word(token)
    }
  }

  #group(open: Token): Query {
    const query = this.#nested(open, () => this.#or())
    const close = this.#peek()
    if (close?.kind !== ')') throw new QueryError('query.neverClosed', {}, open)
    this.#next += 1
    return query
  }

  #nested(opens: Token, parse: () => Query): Query {
    if (this.#depth === deepest) throw new QueryError('query.tooDeep', { most: String(deepest) }, opens)
    this.#depth += 1
    const query = parse()
    this.#depth -= 1
    return query
  }

  #word(token: Extract<Token, { kind: 'word' | 'string' }>): Query {
    const operator = this.#peek()
    if (operator?.kind === 'operator') {
      const field = fieldNamed(token.text)
      if (field === undefined) throw unknownField(token)
      this.#next += 1
      const value = this.#withUnit(this.#take('query.missingValue', { field }), field)
      return { kind: 'compare', field, operator: operator.operator, value: parseValue(field, operator.operator, value) }
    }
    const compact = /^([a-z]+):(.*)$/i.exec(token.text)
    const field = fieldNamed(compact?.[1] ?? '')
    if (compact !== null && field !== undefined) {
      const at = token.at + (compact[1]?.length ?? 0) + 1
      const operator = fields[field] === 'text' ? '~' : '='
      const written = { kind: 'word' as const, text: compact[2] ?? '', at, end: token.end }
      const value = parseValue(
        field,
        operator,
        this.#withUnit(written.text === '' ? this.#behind(token, field) : written, field),
      )
      return { kind: 'compare', field, operator, value }
    }
    const flag = flags.find((each) => each === token.text.toLowerCase())
    return flag === undefined ? { kind: 'text', text: token.text } : { kind: 'flag', flag }
  }

  /** @returns the string or pattern that stands right behind `field:` */
  #behind(compact: Token, field: FieldName): Token {
    const value = this.#take('query.missingValue', { field })
    if ((value.kind === 'string' || value.kind === 'pattern') && value.at === compact.end) return value
    throw new QueryError('query.missingValue', { field }, value)
  }

  /** `200 MB` is one value: alone, the unit would be a word to look for. */
  #withUnit(token: Token, field: FieldName): Token {
    const unit = this.#peek()
    if (token.kind !== 'word' || unit?.kind !== 'word' || !isUnitOf(token.text, unit.text, field)) return token
    this.#next += 1
    return { ...token, text: `${token.text}${unit.text}`, end: unit.end }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(missing: MistakeCode, values: MistakeValues = {}): Token {
    const token = this.#peek()
    if (token === undefined) throw new QueryError(missing, values, { at: this.#end, end: this.#end })
    this.#next += 1
    return token
  }

  #takeWord(word: string): boolean {
    const token = this.#peek()
    if (token === undefined || !isWord(token, word)) return false
    this.#next += 1
    return true
  }
}

const isWord = (token: Token, word: string): boolean => token.kind === 'word' && token.text.toLowerCase() === word

function joined(kind: 'and' | 'or', all: readonly Query[]): Query {
  const [only] = all
  return all.length === 1 && only !== undefined ? only : { kind, all }
}

function unknownField(token: Extract<Token, { kind: 'word' | 'string' }>): QueryError {
  const names = [...Object.keys(fields), ...Object.keys(aliases)]
  const guess = nearest(token.text, names)
  return guess === undefined
    ? new QueryError('query.unknownField', { text: token.text, names: Object.keys(fields).join(', ') }, token)
    : new QueryError('query.unknownFieldNear', { text: token.text, guess }, token)
}
