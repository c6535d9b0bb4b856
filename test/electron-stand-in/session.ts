import type Electron from 'electron'
import { browserIfAny } from './browser.ts'
import { KnownEvents, strict } from './strict.ts'

/** What pages may ask for, in Chromium's words; Electron grants each that no handler denies. */
const permissions = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as const
type Check = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type Request = Parameters<Electron.Session['setPermissionRequestHandler']>[0]

const handlers: { check: Check; request: Request } = { check: null, request: null }

/** Chromium asks nobody here, so it is told beforehand what the app's two handlers answer. */
export async function applyPermissions(): Promise<void> {
  const browser = browserIfAny()?.chromium.pipe.browser
  await Promise.all(
    permissions.map(async (name) => {
      const setting = (await isGranted(name)) ? 'granted' : 'denied'
      await browser?.send('Browser.setPermission', { permission: { name }, setting })
    }),
  )
}

async function isGranted(permission: (typeof permissions)[number]): Promise<boolean> {
  const { check, request } = handlers
  // The handlers of an app that denies everything look at none of this.
  const nothing = Object.create(null)
  if (check !== null && !Reflect.apply(check, undefined, [null, permission, 'app://bundle', nothing])) return false
  if (request === null) return true
  return new Promise((resolve) => Reflect.apply(request, undefined, [nothing, permission, resolve, nothing]))
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
