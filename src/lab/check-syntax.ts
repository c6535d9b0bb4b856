import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { compileProgram, describeFailure, isCompiled } from './program-compiler.ts'

const run = promisify(execFile)

/**
 * Reads a module as Node would, without running it.
 * @returns what is wrong with it, each as `FILE:LINE:COLUMN: MESSAGE` on a line; undefined when nothing is
 */
export async function moduleMistakes(file: string): Promise<string | undefined> {
  if (isCompiled(file)) {
    const compiled = await compileProgram(file)
    return 'error' in compiled ? compiled.error : undefined
  }
  const { transform } = await import('esbuild')
  try {
    await transform(await readFile(file, 'utf8'), { loader: 'js', sourcefile: file, logLevel: 'silent' })
    return undefined
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
    const { stdout } = await run(python, ['-I', '-W', 'ignore', '-c', compileOnly, file], { encoding: 'utf8' })
    return stdout.trim() === '' ? undefined : stdout.trim()
  } catch {
    // It says itself what is wrong when the program is run.
    return undefined
  }
}
