import { existsSync, statSync } from 'node:fs'
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { askCompiler, formatOf, isCompiled } from './program-compiler.ts'

// Runs in Node's thread for module hooks, in every process of a learner's own program.
let given: { readonly compiler: string; readonly runtime: string } = { compiler: '', runtime: '' }

export const initialize: InitializeHook<typeof given> = (data) => {
  given = data
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js']
const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

/** `./other` finds other.ts, `./other.js` finds other.ts where there is no other.js, as the TypeScript compiler does. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === 'forkscope/multiprocessing') return { url: given.runtime, shortCircuit: true }
  try {
    return await next(specifier, context)
  } catch (error) {
    if (!/^(\.{0,2}\/|file:)/.test(specifier)) throw error
    const { pathname } = new URL(specifier, context.parentURL)
    const path = fileURLToPath(new URL(pathname, 'file:'))
    const bare = /\.[cm]?jsx?$/.test(path) ? path.slice(0, -extname(path).length) : path
    const found = [...endings.map((ending) => path + ending), ...endings.map((ending) => bare + ending)].find(isFile)
    if (found === undefined) throw error
    return next(pathToFileURL(found).href, context)
  }
}

/** Node knows endings in small letters only. */
function formatOfEnding(ending: string): 'module' | 'commonjs' | undefined {
  if (ending === ending.toLowerCase()) return undefined
  return { '.mjs': 'module' as const, '.js': 'commonjs' as const, '.cjs': 'commonjs' as const }[ending.toLowerCase()]
}

export const load: LoadHook = async (url, context, next) => {
  const file = url.startsWith('file:') ? fileURLToPath(url) : ''
  // TypeScript's `import data from './data.json'` needs no attribute.
  if (file.endsWith('.json')) return next(url, { ...context, importAttributes: { type: 'json' } })
  if (!isCompiled(file)) return next(url, { ...context, format: context.format ?? formatOfEnding(extname(file)) })
  const result = await askCompiler(given.compiler, file)
  if ('error' in result) throw new SyntaxError(result.error)
  return { format: formatOf(file), source: result.code, shortCircuit: true }
}
