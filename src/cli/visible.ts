/** C0 and C1 controls, line separators, and what turns or hides the direction of text. */
const hidden = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const hiddenInJson = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const short = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\u001b', '\\e'],
])

/** @returns the text with control and direction characters written out, so that a name cannot steer a terminal */
export function visible(text: string): string {
  return text.replace(hidden, (char) => short.get(char) ?? `\\u{${char.charCodeAt(0).toString(16)}}`)
}

/** @returns JSON of the value, safe to show on a terminal and equal when parsed */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(hiddenInJson, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** @returns how many columns of a terminal the text takes; wide East Asian characters and emoji take two */
export function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += charWidth(char)
  return width
}

/** @returns as much of the text as fits, with an ellipsis where some was cut */
export function fit(text: string, columns: number): string {
  if (text.length <= columns && displayWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const char of text) {
    width += charWidth(char)
    if (width > columns - 1) break
    kept += char
  }
  return `${kept}…`
}

function charWidth(char: string): number {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (/\p{Mark}/u.test(char)) return 0
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    code >= 0x1_f300
  return wide ? 2 : 1
}
