// Writes `out/types/`: what a user's TypeScript sees of `forkscope/multiprocessing`, and nothing of what is internal.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const emitted = join(root, '.tsbuild/types')
const target = join(root, 'out/types')

rmSync(emitted, { recursive: true, force: true })
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const config = join(root, 'src/lab/multiprocessing/tsconfig.types.json')
const emit = spawnSync(process.execPath, [tsc, '-p', config], { stdio: ['ignore', 2, 2] })
if (emit.status !== 0) process.exit(emit.status ?? 1)

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const written = new Set()

/** @param {string} file a declaration; it is written with all that it imports, flat */
function write(file) {
  if (written.has(file)) return
  written.add(file)
  const text = readFileSync(file, 'utf8').replace(/(from\s+|import\()'(\.[^']+)\.ts'/g, (_, how, path) => {
    write(join(dirname(file), `${path}.d.ts`))
    return `${how}'./${basename(path)}.js'`
  })
  writeFileSync(join(target, basename(file)), text)
}

write(join(emitted, 'lab/multiprocessing/index.d.ts'))
