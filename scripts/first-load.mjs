import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @param {string} out the folder of the build
 * @returns {string[]} the files that the page needs before it shows anything: linked by it, or imported by what is linked
 */
export function firstLoad(out) {
  const page = join(out, 'renderer/index.html')
  const linked = readFileSync(page, 'utf8').matchAll(/(?:src|href)="(\.\/[^"]+)"/g)
  const files = new Set([page, ...[...linked].map(([, path = '']) => join(dirname(page), path))])
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    // Only static imports: what `import()` names is loaded when it is wanted.
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:^|[;}\s])(?:import|from)\s*["'](\.[^"']+)["']/g,
    )) {
      files.add(join(dirname(file), path))
    }
  }
  return [...files]
}
