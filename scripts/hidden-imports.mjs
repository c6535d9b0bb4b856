// The layer law over imports that oxlint does not see: `import(…)`, `require(…)` and their like. Each is written as a
// plain import into a copy of the tree that holds nothing else, and there the same rules decide.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Modules of learners and of lessons, whose names only a run knows. */
const namesAtRunTime = new Set([
  'src/lab/multiprocessing/barrier.ts',
  'src/lab/multiprocessing/bootstrap.ts',
  'src/lab/multiprocessing/find-export.ts',
  // What it gives a learner's module to require with.
  'src/lab/program-compiler.ts',
  'src/lab/run-program.ts',
])

const comments = /\/\*[\s\S]*?\*\/|(?<!['":\w/])\/\/[^\n]*/g
const literal = /^\s*(?<quote>['"`])(?<name>[^'"`$]+)\k<quote>\s*[,)]/
/** Ends behind the parenthesis that opens the arguments: `import(`, `require(`, `x.getBuiltinModule(`. */
const calls = /\b(?:import|require|getBuiltinModule)\s*(?:\?\.)?\(/g
/** A maker of `require` is called where it stands, or asked where a package lies: kept, it would have any name. */
const makers = /\bcreateRequire\s*\((?:[^()]|\([^()]*\))*\)(?:\.resolve)?\(/g

/**
 * @param {string} text a source file
 * @returns {{ names: string[], unknown: string[] }} what is imported while it runs, and calls whose argument is no text
 */
export function hiddenImports(text) {
  const code = text.replaceAll(comments, '')
  const found = { names: /** @type {string[]} */ ([]), unknown: /** @type {string[]} */ ([]) }
  for (const call of [...code.matchAll(calls), ...code.matchAll(makers)]) {
    // Where a package lies may be asked: nothing of it runs, and an import of that path has no literal name.
    if (call[0].endsWith('.resolve(')) continue
    const rest = code.slice(call.index + call[0].length)
    const name = literal.exec(rest)?.groups?.name
    if (name === undefined) found.unknown.push(`${call[0]}${rest.split('\n')[0] ?? ''}`)
    else found.names.push(name)
  }
  const kept = (code.match(/\bcreateRequire\b(?!\s*[,}])/g)?.length ?? 0) - (code.match(makers)?.length ?? 0)
  if (kept > 0) found.unknown.push('createRequire, kept or renamed')
  return found
}

/**
 * @param {string} folder a checkout
 * @returns {string[]} what breaks the law, a line each
 */
export function brokenLaws(folder) {
  const copy = mkdtempSync(join(tmpdir(), 'forkscope-imports-'))
  try {
    cpSync(join(folder, '.oxlintrc.json'), join(copy, '.oxlintrc.json'))
    /** @type {string[]} */
    const problems = []
    for (const file of readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.[mc]?tsx?$/.test(file)) continue
      const path = `src/${file.replaceAll('\\', '/')}`
      const { names, unknown } = hiddenImports(readFileSync(join(folder, path), 'utf8'))
      if (!namesAtRunTime.has(path)) problems.push(...unknown.map((call) => `${path}: what is imported? ${call}`))
      if (names.length === 0) continue
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      const lines = names.map(
        (name, index) => `import * as m${index} from '${name}'\nexport const n${index} = m${index}`,
      )
      writeFileSync(join(copy, path), lines.join('\n'))
    }
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const flags = ['-c', '.oxlintrc.json', '-A', 'all', '--format', 'unix', '--no-error-on-unmatched-pattern', 'src']
    const lint = spawnSync(process.execPath, [oxlint, ...flags], { cwd: copy, encoding: 'utf8' })
    if (lint.status !== 0) problems.push(...lint.stdout.split('\n').filter((line) => line.startsWith('src/')))
    if (lint.status !== 0 && problems.length === 0) problems.push(`oxlint failed: ${lint.stdout}${lint.stderr}`)
    return problems
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = brokenLaws(root)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
