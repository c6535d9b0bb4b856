import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { extname } from 'node:path'
import { compileProgram, describeFailure, formatOf, isCompiled } from './program-compiler.ts'
import { parseMistakes } from './parse-mistakes.ts'

/** Python answers in a moment; a file that cannot be read to its end must not keep anybody waiting. */
const limitMs = 10_000
const run = promisify(execFile)

/**
 * Reads a module as Node would, without running it.
 * @returns what is wrong with it, each as `FILE:LINE:COLUMN: MESSAGE` on a line; undefined when nothing is
 */
export async function moduleMistakes(file: string): Promise<string | undefined> {
  if (isCompiled(file)) {
    const compiled = await compileProgram(file)
    return 'error' in compiled ? compiled.error : parseMistakes(file, compiled.code, formatOf(file))
  }
  const { transform } = await import('esbuild')
  try {
    const code = await readFile(file, 'utf8')
    await transform(code, { loader: 'js', sourcefile: file, logLevel: 'silent' })
    // What the others are Node finds out when it runs them, and says it with file and line.
    return extname(file).toLowerCase() === '.mjs' ? parseMistakes(file, code, 'module') : undefined
  } catch (error) {
    return describeFailure(file, error)
  }
}

const compileOnly = `import sys
try:
    compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec')
except SyntaxError as error:
    print(f'{sys.argv[1]}:{error.lineno or 1}:{error.offset or 1}: {error.msg}')
`

/** Asks Python to compile the file, without running it. @param python the interpreter @returns as `moduleMistakes` */
export async function pythonMistakes(python: string, file: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(python, ['-I', '-W', 'ignore', '-c', compileOnly, file], {
      encoding: 'utf8',
      timeout: limitMs,
    })
    return stdout.trim() === '' ? undefined : stdout.trim()
  } catch {
    // It says itself what is wrong when the program is run.
    return undefined
  }
}
