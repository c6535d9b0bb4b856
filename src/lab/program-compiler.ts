import { connect, createServer, type Server } from 'node:net'
import { basename, dirname, extname, resolve } from 'node:path'
import type { BuildOptions, Loader, Message } from 'esbuild'

export type Compiled = { readonly code: string } | { readonly error: string }

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
}
const loaderOf = (file: string): Loader | undefined => loaders[extname(file).toLowerCase()]

/** Whether a file must be compiled before Node can run it. */
export function isCompiled(file: string): boolean {
  return loaderOf(file) !== undefined
}

/** @param file one that is compiled @returns what Node runs it as then */
export function formatOf(file: string): 'module' | 'commonjs' {
  return extname(file).toLowerCase() === '.cts' ? 'commonjs' : 'module'
}

/** What tsc puts before a module that has `import name = require(…)` in it. */
const requireOfModule =
  "import { createRequire as createRequireOfModule } from 'node:module'; const require = createRequireOfModule(import.meta.url);"

/**
 * TypeScript → JavaScript with the user's own lines in an inline source map. All of the language's syntax is taken, as the
 * nearest tsconfig.json has it (decorators, class fields, JSX); types are not checked.
 */
export async function compileProgram(file: string): Promise<Compiled> {
  const { build } = await import('esbuild')
  const folder = dirname(file)
  const options = {
    entryPoints: [file],
    absWorkingDir: folder,
    // Nothing is written; the source map is relative to it.
    outdir: folder,
    write: false,
    // Says in a comment of a CommonJS module what it exports; Node reads that.
    platform: 'node',
    format: formatOf(file) === 'commonjs' ? 'cjs' : 'esm',
    loader: { [extname(file)]: loaderOf(file) ?? 'ts' },
    target: 'node20.19',
    sourcemap: 'inline',
    // Names are what errors and targets are known by.
    keepNames: false,
    logLevel: 'silent',
  } as const satisfies BuildOptions
  try {
    const first = await build(options)
    const requires = first.warnings.some(({ id }) => id === 'unsupported-require-call')
    const { outputFiles } = requires ? await build({ ...options, banner: { js: requireOfModule } }) : first
    return { code: outputFiles[0]?.text ?? '' }
  } catch (error) {
    return { error: describeFailure(file, error) }
  }
}

/** @returns what the compiler said, each finding as `FILE:LINE:COLUMN: MESSAGE` on a line */
export function describeFailure(file: string, error: unknown): string {
  const messages: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errors') : undefined
  if (!Array.isArray(messages)) return `${file} could not be read: ${String(error)}`
  return messages
    .map(({ text, location, notes }: Message) => {
      const advice = notes.filter((note) => note.location === null).map((note) => `; ${note.text}`)
      const what = text + advice.join('')
      if (location === null) return `${file}: ${what}`
      // The mistake may be in the tsconfig.json that holds for it.
      const where = location.file === basename(file) ? file : resolve(dirname(file), location.file)
      return `${where}:${location.line}:${location.column + 1}: ${what}`
    })
    .join('\n')
}

/**
 * Compiles for the processes of a run, each file once; esbuild's own process is the supervisor's, not the program's.
 * @param told of the code before a process has it
 */
export async function serveCompiler(path: string, told: (file: string, code: string) => void): Promise<Server> {
  const compiled = new Map<string, Promise<Compiled>>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let file = ''
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('data', (text: string) => (file += text))
    socket.on('end', () => {
      const result = compiled.get(file) ?? compileProgram(file)
      compiled.set(file, result)
      void result.then((answer) => {
        if ('code' in answer) told(file, answer.code)
        socket.end(JSON.stringify(answer))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return server
}

/** For the processes of a run. */
export function askCompiler(path: string, file: string): Promise<Compiled> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect({ path, allowHalfOpen: true })
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (answer += text))
    socket.on('end', () => resolve(JSON.parse(answer)))
    socket.on('error', reject)
    socket.end(file)
  })
}
