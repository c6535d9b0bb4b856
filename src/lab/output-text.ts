import { StringDecoder } from 'node:string_decoder'

/** Makes text of what a stream is given to write: strings in any encoding, and bytes, a character of which may be torn. */
export class OutputText {
  readonly #decoder = new StringDecoder('utf8')
  #isTorn = false

  /**
   * @param encoding of a string; anything else counts as none
   * @returns the text as far as its characters are complete
   * @throws TypeError for an encoding that does not exist, and for what is no text
   */
  take(chunk: string | ArrayBufferView, encoding?: unknown): string {
    const isUtf8 = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding)
    // By far the most: not a byte of it is looked at.
    if (typeof chunk === 'string' && isUtf8 && !this.#isTorn) return chunk
    const bytes =
      typeof chunk === 'string'
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is refused if it is none
          Buffer.from(chunk, isUtf8 ? 'utf8' : (encoding as BufferEncoding))
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const text = this.#decoder.write(bytes)
    this.#isTorn = Reflect.get(this.#decoder, 'lastNeed') !== 0
    return text
  }
}
