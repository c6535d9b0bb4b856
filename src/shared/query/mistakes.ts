/**
 * Everything that can be wrong with a query, in English. The ids are those of the user interface's texts, which says the
 * same in other languages; placeholders are ICU's.
 */
export const queryMistakes = {
  'query.missing': 'Something to look for is missing.',
  'query.missingBefore': 'Something to look for is missing before "{text}".',
  'query.missingField': 'A field is missing before {operator}.',
  'query.missingValue': 'A value for {field} is missing.',
  'query.closesNothing': 'This ")" closes nothing.',
  'query.neverClosed': 'This "(" is never closed.',
  'query.noEnd': 'This quotation has no end.',
  'query.noMeaning': '"{text}" means nothing here.',
  'query.noMeaningNear': '"{text}" means nothing here; did you mean {guess}?',
  'query.noPattern': 'This is no regular expression: {text}.',
  'query.noFlags':
    'A regular expression has no flags "{text}"; there are i, m and s; g, u, v and y change nothing. A path can be written as "/a/b".',
  'query.patternBeyond':
    'This regular expression could take for ever, so it is not tried: {text}. There are no look-arounds, no back references, and at most 1000 repetitions.',
  'query.patternTooLarge': 'This regular expression is too large: it repeats too much.',
  'query.tooDeep': 'This nests deeper than {most} levels.',
  'query.unknownField': 'There is no field "{text}"; there are {names}.',
  'query.unknownFieldNear': 'There is no field "{text}"; did you mean {guess}?',
  'query.unknownState': 'There is no state "{text}"; there are {names}.',
  'query.unknownStateNear': 'There is no state "{text}"; did you mean {guess}?',
  'query.noPatternFor': '{field} cannot be compared with a regular expression by {operator}.',
  'query.isText': '{field} is text: compare it with =, != or ~ (contains).',
  'query.isNumber': '{field} is a number: compare it with =, !=, >, >=, < or <=.',
  'query.onlyEqual': '{field} can only be equal (=) or not (!=).',
  'query.notNumber': '{field} takes a number such as 4242, not "{text}".',
  'query.notSize': '{field} takes a size such as 200MiB, not "{text}"; its units are B, KiB, MiB, GiB, TiB and PiB.',
  'query.notDuration': '{field} takes a duration such as 10s or 5m, not "{text}"; its units are ms, s, m, h, d and w.',
  'query.notInRange': '{field} takes a whole number from {least} to {most}, not "{text}".',
} as const
export type MistakeCode = keyof typeof queryMistakes
export type MistakeValues = Readonly<Record<string, string>>

/** A mistake in a query, at a place in its text. The message is English; other languages say `code` with `values`. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly code: MistakeCode
  readonly values: MistakeValues
  /** Position of the first character that is wrong, and how many are. */
  readonly at: number
  readonly length: number

  constructor(code: MistakeCode, values: MistakeValues, { at, end }: { readonly at: number; readonly end: number }) {
    super(queryMistakes[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
    this.code = code
    this.values = values
    this.at = at
    this.length = end - at
  }
}

/** @returns where the mistake begins, counted in characters from 1: one outside the BMP is one, though two in `at` */
export function placeOf({ at }: QueryError, text: string): number {
  return Array.from(text.slice(0, at)).length + 1
}
