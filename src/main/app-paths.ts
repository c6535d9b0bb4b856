import { isAbsolute, relative, resolve } from 'node:path'

/** Where the pages live: a scheme of our own, so that they have an origin and no access to files. */
export const appOrigin = 'app://bundle'

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
])

export interface PageFile {
  readonly path: string
  readonly type: string
}

/**
 * @param address what the page asks for
 * @param folder the built pages
 * @returns the file, only if it lies below the folder and is of a kind that the build contains
 */
export function fileOf(address: string, folder: string): PageFile | undefined {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return undefined
  }
  if (url.protocol !== 'app:' || url.host !== 'bundle') return undefined
  const name = decoded(url.pathname === '/' ? '/index.html' : url.pathname)
  if (name === undefined || /[\0\\]/.test(name)) return undefined
  const path = resolve(folder, `.${name}`)
  const inside = relative(folder, path)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return undefined
  const type = types.get(/\.[^.]+$/.exec(path)?.[0] ?? '')
  return type === undefined ? undefined : { path, type }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
