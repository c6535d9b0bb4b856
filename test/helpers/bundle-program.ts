import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const programs = fileURLToPath(new URL('../fixtures/programs/', import.meta.url))
const outside = fileURLToPath(new URL('../../out/', import.meta.url))

export interface BundledProgram {
  readonly file: string
  /** Removes what was written. */
  remove(): void
}

/**
 * Bundles a program of `test/fixtures/programs`, so that plain Node runs it in a process of its own.
 * @param name its file without `.ts`
 * @param where `repository` finds the packages that are installed; in `nowhere` koffi is truly missing
 */
export async function bundleProgram(name: string, where: 'repository' | 'nowhere'): Promise<BundledProgram> {
  const folder = mkdtempSync(join(where === 'repository' ? outside : tmpdir(), 'forkscope-program-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['koffi'] },
    build: {
      ssr: join(programs, `${name}.ts`),
      target: 'node20.19',
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  })
  return { file: join(folder, `${name}.mjs`), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
