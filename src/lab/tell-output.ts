import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { callSite } from './multiprocessing/call-site.ts'
import { monotonicUs } from './multiprocessing/monotonic.ts'
import { programLink } from './multiprocessing/program-link.ts'
import { OutputText } from './output-text.ts'

const descriptors = { 1: 'stdout', 2: 'stderr' } as const

/** What this process writes is told to its supervisor, which so knows whose line it is. */
export function tellOutput(): void {
  const link = programLink()
  const texts = { stdout: new OutputText(), stderr: new OutputText() }
  const tell = (stream: 'stdout' | 'stderr', chunk: string | ArrayBufferView, encoding?: unknown): void => {
    const text = texts[stream].take(chunk, encoding)
    if (text !== '') link.tell({ op: 'output', atUs: monotonicUs(), stream, text, ...callSite() })
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const write = (chunk: string | Uint8Array, encoding?: unknown, written?: unknown): boolean => {
      tell(stream, chunk, encoding)
      const done = typeof encoding === 'function' ? encoding : written
      if (typeof done === 'function') process.nextTick(done)
      return true
    }
    process[stream].write = write
  }
  tellSynchronousOutput(tell)
}

/** What is written to the descriptors themselves takes the same way: it would come late, and as the main process's. */
function tellSynchronousOutput(
  tell: (stream: 'stdout' | 'stderr', chunk: string | ArrayBufferView, encoding?: unknown) => void,
): void {
  const writeSync = fs.writeSync
  const files = { 1: fileOf(1), 2: fileOf(2) }
  const told = (descriptor: number, chunk: unknown, ...rest: readonly unknown[]): unknown => {
    const isOwn = (descriptor === 1 || descriptor === 2) && fileOf(descriptor) === files[descriptor]
    if (!isOwn || !(typeof chunk === 'string' || ArrayBuffer.isView(chunk))) {
      return Reflect.apply(writeSync, fs, [descriptor, chunk, ...rest])
    }
    if (typeof chunk === 'string') {
      const encoding = rest[1]
      tell(descriptors[descriptor], chunk, encoding)
      return Buffer.byteLength(chunk, isEncoding(encoding) ? encoding : 'utf8')
    }
    const part = partOf(chunk, rest)
    tell(descriptors[descriptor], part)
    return part.byteLength
  }
  Reflect.set(fs, 'writeSync', told)
  syncBuiltinESMExports()
}

const isEncoding = (value: unknown): value is BufferEncoding => typeof value === 'string' && Buffer.isEncoding(value)

/** A program may have closed it, and opened something else. */
function fileOf(descriptor: number): string | undefined {
  try {
    const { dev, ino } = fs.fstatSync(descriptor)
    return `${dev} ${ino}`
  } catch {
    return undefined
  }
}

/** @param rest as `fs.writeSync` takes it: offset and length, or an object with them */
function partOf(chunk: ArrayBufferView, rest: readonly unknown[]): Uint8Array {
  const [first, second] = rest
  const named = typeof first === 'object' && first !== null
  const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
  const offset = number(named ? Reflect.get(first, 'offset') : first, 0)
  const length = number(named ? Reflect.get(first, 'length') : second, chunk.byteLength - offset)
  if (offset < 0 || length < 0 || offset + length > chunk.byteLength) {
    throw new RangeError(`There are ${chunk.byteLength} bytes; ${length} from ${offset} on were to be written.`)
  }
  return new Uint8Array(chunk.buffer, chunk.byteOffset + offset, length)
}
