import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param outMain the folder of the built entry that asks
 * @returns the version of the package that it belongs to
 */
export function packageVersion(outMain: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(outMain, '../../package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0'
}
