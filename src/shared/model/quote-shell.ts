/** @returns the word as a POSIX shell reads it back: bare when nothing in it means anything, else in single quotes */
export function quoteSh(word: string): string {
  // Not `=`, which would make an assignment of a first word, and not `~`, which names a home.
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** What a file's name cannot hold on Windows, and what cmd.exe gives a meaning even inside quotation marks. */
const unquotable = /[\p{Cc}<>:"/\\|?*%!^]/u

/** @returns the word for cmd.exe; undefined when nothing makes it safe: no program on Windows is named so */
export function quoteCmd(word: string): string | undefined {
  if (word === '' || unquotable.test(word)) return undefined
  return /^[\w.-]+$/.test(word) ? word : `"${word}"`
}

/** @returns an extended regular expression that matches exactly this text */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`)
}
