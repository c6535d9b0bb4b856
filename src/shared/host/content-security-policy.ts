/**
 * The policy of both hosts: only what the build contains runs.
 * @param nonce for the style elements of the component library; new for every response
 * @param socketOrigin where the page may open its socket (`ws://127.0.0.1:8000`); absent on the desktop
 */
export function contentSecurityPolicy(nonce: string, socketOrigin?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${socketOrigin === undefined ? '' : ` ${socketOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** @returns the built page with this response's nonce in the place that the build left for it */
export function withNonce(page: string, nonce: string): string {
  return page.replaceAll('__CSP_NONCE__', nonce)
}
