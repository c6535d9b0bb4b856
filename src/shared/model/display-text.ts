/** Control characters, and those that reorder or hide text (Unicode TR 36): a name must not disguise itself. */
const hidden = /[\p{Cc}\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

/** @returns the text with every invisible or reordering character made visible, on one line */
export function displayText(text: string): string {
  return text.replace(hidden, (character) => {
    const code = character.charCodeAt(0)
    // Control Pictures: ␊ for a newline, ␛ for an escape.
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return `\u27E8${code.toString(16).toUpperCase().padStart(4, '0')}\u27E9`
  })
}
