import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CodePlace } from '../shared/contract/trace.ts'
import type { CallSite } from './multiprocessing/protocol.ts'

/** The file runs as it was written; or nobody can tell. */
type Origin = SourceMap | 'itself' | 'unknown'

/** Lines of the learner's sources behind places in the files that are executed. */
export class CodePlaces {
  readonly #origins = new Map<string, Origin>()

  /** For code that is in no file. @param code with its source map */
  learn(path: string, code: string): void {
    if (!this.#origins.has(path)) this.#origins.set(path, originOf(path, code))
  }

  /** @returns the line; undefined when it is not the program's but the runtime's */
  placeOf({ file, line, column }: CallSite): CodePlace | undefined {
    const path = pathOf(file)
    if (path === undefined) return undefined
    const origin = this.#originOf(path)
    if (origin === 'itself') return { file: basename(path), line }
    if (origin === 'unknown') return undefined
    const found = origin.findEntry(line - 1, column - 1)
    // Its type promises a source; what a bundler added has none.
    if (!('originalSource' in found) || typeof found.originalSource !== 'string') return undefined
    if (found.originalSource.includes('/lab/multiprocessing/')) return undefined
    return { file: nameOf(found.originalSource), line: found.originalLine + 1 }
  }

  #originOf(path: string): Origin {
    const known = this.#origins.get(path)
    if (known !== undefined) return known
    const origin = originOf(path)
    this.#origins.set(path, origin)
    return origin
  }
}

/** @returns undefined for an address that is no file of this machine */
function pathOf(file: string): string | undefined {
  try {
    return file.startsWith('file:') ? fileURLToPath(file) : file
  } catch {
    return undefined
  }
}

/** @param source a URL, as a source map has it, or what a tool that encodes nothing wrote there */
function nameOf(source: string): string {
  const name = basename(source)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const mapComment = /\n\/\/# sourceMappingURL=(\S+)\s*$/
const inline = 'data:application/json;base64,'

/** @param given the code, where it is in no file of that path @returns what its lines were made from */
export function originOf(path: string, given?: string): Origin {
  try {
    const address = mapComment.exec(given ?? readFileSync(path, 'utf8'))?.[1]
    if (address === undefined) return 'itself'
    const map = address.startsWith(inline)
      ? Buffer.from(address.slice(inline.length), 'base64').toString('utf8')
      : readFileSync(resolve(dirname(path), address), 'utf8')
    return new SourceMap(JSON.parse(map))
  } catch {
    return 'unknown'
  }
}
