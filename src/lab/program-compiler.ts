import { readFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { basename, extname } from 'node:path'
import type { Loader, Message } from 'esbuild'

export type Compiled = { readonly code: string } | { readonly error: string }

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
}

/** Whether a file must be compiled before Node can run it. */
export function isCompiled(file: string): boolean {
  return extname(file) in loaders
}

/**
 * TypeScript → JavaScript with the user's own lines in an inline source map. All of the language's syntax is taken;
 * types are not checked.
 */
export async function compileProgram(file: string): Promise<Compiled> {
  const { transform } = await import('esbuild')
  try {
    const { code } = await transform(await readFile(file, 'utf8'), {
      loader: loaders[extname(file)] ?? 'js',
      format: extname(file) === '.cts' ? 'cjs' : 'esm',
      target: 'node20.19',
      sourcemap: 'inline',
      sourcefile: basename(file),
      // Names are what errors and targets are known by.
      keepNames: false,
      logLevel: 'silent',
    })
    return { code }
  } catch (error) {
    return { error: describeFailure(file, error) }
  }
}

/** @returns what the compiler said, each finding as `FILE:LINE:COLUMN: MESSAGE` on a line */
export function describeFailure(file: string, error: unknown): string {
  const messages: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errors') : undefined
  if (!Array.isArray(messages)) return `${file} could not be read: ${String(error)}`
  return messages
    .map(({ text, location }: Message) =>
      location === null ? `${file}: ${text}` : `${file}:${location.line}:${location.column + 1}: ${text}`,
    )
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
