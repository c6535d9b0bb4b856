import { execFile } from 'node:child_process'
import { originOf } from './code-places.ts'

const limitMs = 10_000
const report = /^\[stdin\]:(\d+)\n.*\n( *)\^+\n[^]*?^(?:SyntaxError: )(.*)$/m

/**
 * What a compiler leaves to who runs the code, as patterns of regular expressions: Node's own parser is asked.
 * @param code what will be executed; in its own lines, or with its source map
 * @returns as `moduleMistakes`
 */
export async function parseMistakes(
  file: string,
  code: string,
  format: 'module' | 'commonjs',
): Promise<string | undefined> {
  const [, row, indent, message] = report.exec(await stderrOfCheck(code, format)) ?? []
  if (row === undefined || indent === undefined) return undefined
  return `${file}:${placeIn(file, code, Number(row), indent.length + 1)}: ${message}`
}

/** @returns `LINE:COLUMN` in the file that the code was made from */
function placeIn(file: string, code: string, line: number, column: number): string {
  const origin = originOf(file, code)
  // Its type promises a place; what a compiler added has none.
  const found: object = typeof origin === 'string' ? {} : origin.findEntry(line - 1, column - 1)
  const [row, indent]: unknown[] = ['originalLine', 'originalColumn'].map((name) => Reflect.get(found, name))
  if (typeof row !== 'number' || typeof indent !== 'number') return `${line}:${column}`
  return `${row + 1}:${indent + 1}`
}

/** @returns what Node says of it; nothing when it cannot be asked: it says it again when the code is run */
function stderrOfCheck(code: string, format: string): Promise<string> {
  return new Promise((resolve) => {
    const args = ['--check', `--input-type=${format}`, '-']
    const env = { ...process.env, ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }) }
    const node = execFile(process.execPath, args, { encoding: 'utf8', timeout: limitMs, env }, (_error, _out, stderr) =>
      resolve(stderr),
    )
    node.stdin?.on('error', () => {})
    node.stdin?.end(code)
  })
}
