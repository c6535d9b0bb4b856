import { RE2JS } from 're2js'
import { QueryError } from './mistakes.ts'

/** A regular expression that was understood. */
export interface Pattern {
  /** @returns whether the text holds a match; takes time in proportion to the text, whatever the expression is */
  test(text: string): boolean
}

/** Instructions: what is larger takes seconds for the command lines of a busy machine. */
const largestProgram = 300
const meanings: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
}

/**
 * Expressions run on RE2's automata: those of the language backtrack, and `(.*a){25}z` would stop page and command line
 * for years.
 * @param flags as JavaScript has them; what does not change whether there is a match is ignored
 * @throws QueryError for what is no regular expression, and for one that cannot be answered in linear time
 */
export function compilePattern(
  { source, flags }: { readonly source: string; readonly flags: string },
  place: { readonly at: number; readonly end: number } = { at: 0, end: 0 },
): Pattern {
  const why = refusal(() => void new RegExp(source, flags))
  if (why !== undefined) throw new QueryError('query.noPattern', { text: why }, place)
  // The translation takes \k<name> for text.
  if (/\\k</.test(source)) throw new QueryError('query.patternBeyond', { text: '\\k' }, place)
  let pattern: RE2JS | undefined
  const limit = refusal(() => {
    pattern = RE2JS.compile(
      RE2JS.translateRegExp(source),
      flags.split('').reduce((all, flag) => all | (meanings[flag] ?? 0), 0),
    )
  })
  if (pattern === undefined) throw new QueryError('query.patternBeyond', { text: limit ?? source }, place)
  if (pattern.programSize() > largestProgram) throw new QueryError('query.patternTooLarge', {}, place)
  return pattern
}

function refusal(attempt: () => void): string | undefined {
  try {
    attempt()
    return undefined
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    return message.replace(/^(?:Invalid regular expression|error parsing regexp): /, '')
  }
}
