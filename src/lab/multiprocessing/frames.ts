/** What travels between a process and its broker: a JSON header, and bytes that the broker never looks into. */
export interface Frame<Header> {
  readonly header: Header
  readonly payload: Buffer
}

const prefixBytes = 8
const nothing = Buffer.alloc(0)
/** Longer ones are not ours: the connection is garbage. */
const longestFrame = 0x7fff_ffff

/** @returns the frame as bytes: length of header, length of payload (32 bits each), header, payload */
export function encodeFrame(header: unknown, payload: Uint8Array = nothing): Buffer {
  const text = JSON.stringify(header)
  const headerBytes = Buffer.byteLength(text)
  const frame = Buffer.allocUnsafe(prefixBytes + headerBytes + payload.byteLength)
  frame.writeUInt32LE(headerBytes, 0)
  frame.writeUInt32LE(payload.byteLength, 4)
  frame.write(text, prefixBytes)
  frame.set(payload, prefixBytes + headerBytes)
  return frame
}

/** Puts a stream's pieces together to frames. */
export class FrameReader<Header> {
  #chunks: Buffer[] = []
  #bytes = 0
  /** The last header, and its text: the same one often comes many times in a row. */
  #last: { readonly text: Buffer; readonly header: Header } | undefined

  /**
   * @returns the frames that this piece completes
   * @throws RangeError, SyntaxError for bytes that are no frames
   */
  push(chunk: Buffer): readonly Frame<Header>[] {
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    const frames: Frame<Header>[] = []
    for (;;) {
      const needed = this.#needed()
      if (this.#bytes < needed) return frames
      const all = this.#chunks.length === 1 ? (this.#chunks[0] ?? nothing) : Buffer.concat(this.#chunks)
      const headerBytes = all.readUInt32LE(0)
      const header = this.#header(all.subarray(prefixBytes, prefixBytes + headerBytes))
      frames.push({ header, payload: all.subarray(prefixBytes + headerBytes, needed) })
      this.#chunks = needed === all.byteLength ? [] : [all.subarray(needed)]
      this.#bytes = all.byteLength - needed
    }
  }

  #header(text: Buffer): Header {
    if (this.#last?.text.equals(text)) return this.#last.header
    const header: Header = JSON.parse(text.toString('utf8'))
    this.#last = { text, header }
    return header
  }

  /** Bytes of the next frame, as far as they are known. */
  #needed(): number {
    if (this.#bytes < prefixBytes) return prefixBytes
    let first = this.#chunks[0] ?? nothing
    if (first.byteLength < prefixBytes) {
      first = Buffer.concat(this.#chunks)
      this.#chunks = [first]
    }
    const needed = prefixBytes + first.readUInt32LE(0) + first.readUInt32LE(4)
    if (needed > longestFrame) throw new RangeError('A frame is longer than 2 GiB.')
    return needed
  }
}
