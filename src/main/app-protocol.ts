import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy, withNonce } from '../shared/host/content-security-policy.ts'
import { appOrigin, fileOf } from './app-paths.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

/** Serves the built pages, and nothing else, under `app://bundle`. */
export function serveApp(rendererFolder: string): void {
  protocol.handle('app', async (request) => {
    const { initiatorOrigin } = request as Request & { readonly initiatorOrigin?: string }
    const foreign = initiatorOrigin !== undefined && initiatorOrigin !== 'null' && initiatorOrigin !== appOrigin
    if (request.method !== 'GET' || foreign) return new Response('Refused', { status: 403 })
    const file = fileOf(request.url, rendererFolder)
    if (file === undefined) return new Response('There is no such page.', { status: 404 })
    try {
      const nonce = randomBytes(16).toString('base64')
      const bytes = await readFile(file.path)
      const body = file.path.endsWith('.html') ? withNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes)
      return new Response(body, {
        headers: {
          'Content-Type': file.type,
          'Content-Security-Policy': contentSecurityPolicy(nonce),
          'X-Content-Type-Options': 'nosniff',
          'Referrer-Policy': 'no-referrer',
        },
      })
    } catch {
      return new Response('There is no such page.', { status: 404 })
    }
  })
}
