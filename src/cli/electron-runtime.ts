import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fetchElectron, type FetchOptions } from './fetch-electron.ts'

/** Where Electron's executable is, or the sentence that says why there is none. */
export type ElectronRuntime =
  | { readonly kind: 'found'; readonly executable: string }
  | { readonly kind: 'missing'; readonly sentence: string }

const notToBeHad =
  "Electron's runtime is not installed and could not be downloaded, so Forkscope opens in the browser instead."

/**
 * Looks for Electron's runtime, and fetches it where it is not installed yet.
 * @param packageFolder where Forkscope's own package.json is
 */
export async function findElectron(packageFolder: string, options: FetchOptions): Promise<ElectronRuntime> {
  const given = process.env['ELECTRON_EXEC_PATH']
  if (given) {
    if (existsSync(given)) return { kind: 'found', executable: given }
    const sentence = `ELECTRON_EXEC_PATH names ${given}, which is not there, so Forkscope opens in the browser instead.`
    return { kind: 'missing', sentence }
  }
  const folder = electronFolder(packageFolder)
  if (folder === undefined) return { kind: 'missing', sentence: notToBeHad }
  const executable = installedIn(folder) ?? ((await fetchElectron(folder, options)) ? installedIn(folder) : undefined)
  return executable === undefined ? { kind: 'missing', sentence: notToBeHad } : { kind: 'found', executable }
}

function electronFolder(packageFolder: string): string | undefined {
  try {
    return dirname(createRequire(join(packageFolder, 'package.json')).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

function installedIn(folder: string): string | undefined {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  try {
    const executable = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}
