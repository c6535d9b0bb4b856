/** What is written elsewhere for a word or sign of a query, and which that is. */
export const guesses: Readonly<Record<string, string>> = {
  '!': 'not',
  '&': 'and',
  '&&': 'and',
  '|': 'or',
  '||': 'or',
  '===': '=',
  '!==': '!=',
  '<>': '!=',
  '=>': '>=',
  '=<': '<=',
  '＝': '=',
  '≠': '!=',
  '＞': '>',
  '》': '>',
  '≥': '>=',
  '＜': '<',
  '《': '<',
  '≤': '<=',
  '～': '~',
  '：': ':',
  '！': 'not',
  '（': '(',
  '）': ')',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
}

/**
 * A Chinese keyboard and word processors write these; taken for words, they would find nothing and not say why. Behind
 * anything but a field they may be meant, as in the name of a file.
 */
export const typedOtherwise = /^([a-z]*)([＝≠＞》≥＜《≤～：！（）“”‘’])/i
