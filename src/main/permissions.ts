import { appOrigin } from './app-paths.ts'
import { isTrustedSender } from './trusted-sender.ts'

/** Plain text and pictures into the clipboard, which Chromium lets a page do only when a person has clicked or pressed a key. */
const copying = 'clipboard-sanitized-write'

/** Of an asking frame, as far as trust depends on it. */
interface Asking {
  readonly isMainFrame: boolean
  readonly requestingUrl?: string | undefined
}

/** @returns whether a page may: copying is for our own page alone, everything else for nobody */
export function isPermitted(permission: string, { isMainFrame, requestingUrl }: Asking, origin = appOrigin): boolean {
  const sender = { isWindow: true, parent: isMainFrame ? null : undefined, url: requestingUrl }
  return permission === copying && isTrustedSender(sender, origin)
}

/** What pages ask for, or check without asking, is denied, but that a person copies something. */
export function limitPermissions(session: Electron.Session, origin = appOrigin): void {
  session.setPermissionRequestHandler((_contents, permission, answer, asking) =>
    answer(isPermitted(permission, asking, origin)),
  )
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, asking) =>
    isPermitted(permission, { ...asking, requestingUrl: requestingOrigin }, origin),
  )
}
