// Chromium cannot intercept a scheme of the app's own: such addresses are shown to it as https, and mapped back here.
const suffix = '.app.fe.invalid'

/** @returns what Chromium is told to open */
export function toChromium(address: string): string {
  const [, host, rest] = /^app:\/\/([^/]+)(.*)$/.exec(address) ?? []
  return host === undefined ? address : `https://${host}${suffix}${rest ?? ''}`
}

/** @returns what the app sees */
export function toApp(address: string): string {
  const [, host, rest] = /^https:\/\/([^/]+)\.app\.fe\.invalid(.*)$/.exec(address) ?? []
  return host === undefined ? address : `app://${host}${rest ?? ''}`
}

/** Requests that the protocol handler answers. */
export const appPattern = `https://*${suffix}/*`
