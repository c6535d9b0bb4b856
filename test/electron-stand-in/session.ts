import type Electron from 'electron'
import { browserIfAny } from './browser.ts'
import { KnownEvents, strict } from './strict.ts'

type Check = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type Request = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type Permission = Parameters<NonNullable<Check>>[1]

/** What pages may ask for, in Electron's words and in Chromium's; Electron grants each that no handler denies. */
const permissions: readonly (readonly [Permission, object])[] = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write', allowWithoutSanitization: false }],
  ['midi', { name: 'midi' }],
]
/** Only the app's own page is shown here, and it embeds nothing. */
const asking = { isMainFrame: true, requestingUrl: 'app://bundle/index.html' }

const handlers: { check: Check; request: Request } = { check: null, request: null }

/** Chromium asks nobody here, so it is told beforehand what the app's two handlers answer. */
export async function applyPermissions(): Promise<void> {
  const browser = browserIfAny()?.chromium.pipe.browser
  await Promise.all(
    permissions.map(async ([name, permission]) => {
      const setting = (await isGranted(name)) ? 'granted' : 'denied'
      await browser?.send('Browser.setPermission', { permission, setting })
    }),
  )
}

async function isGranted(permission: Permission): Promise<boolean> {
  const { check, request } = handlers
  // Most web APIs check first, and ask when the check fails: an app that means no says so to both.
  if (check !== null && !Reflect.apply(check, undefined, [null, permission, 'app://bundle/', asking])) return false
  if (request === null) return true
  return new Promise((resolve) => Reflect.apply(request, undefined, [null, permission, resolve, asking]))
}

function apply(): void {
  applyPermissions().catch((cause: unknown) => process.stderr.write(`Electron stand-in: ${String(cause)}\n`))
}

/** Without a screen no place to save can be chosen: no download begins by itself, but one may be emitted. */
const events = new KnownEvents('session.defaultSession', ['will-download'])

const asked = {
  setPermissionCheckHandler(handler: Check) {
    handlers.check = handler
    apply()
  },
  setPermissionRequestHandler(handler: Request) {
    handlers.request = handler
    apply()
  },
} satisfies Partial<Electron.Session>

const defaultSession = strict('session.defaultSession', {
  ...asked,
  on: (event: string, listener: (...values: unknown[]) => void) => events.on(event, listener),
  emit: (event: string, ...values: unknown[]) => events.emit(event, ...values),
})

export const session = strict('session', { defaultSession })
