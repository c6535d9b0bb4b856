import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type Electron from 'electron'
import { refuseUnknown } from './strict.ts'

const required = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false } as const
const known = [...Object.keys(required), 'preload']

/**
 * Electron would run an app with weaker preferences; a test of ours must not.
 * @returns the preferences, said completely
 * @throws Error when a preference is insecure, unsaid or unknown, or the preload's path is not absolute
 */
export function checkPreferences(preferences: Electron.WebPreferences = {}): Electron.WebPreferences {
  refuseUnknown('webPreferences', preferences, known)
  for (const [name, wanted] of Object.entries(required)) {
    const given: unknown = Reflect.get(preferences, name)
    if (given !== wanted) throw new Error(`Insecure webPreferences: ${name} is ${String(given)}, not ${wanted}`)
  }
  const { preload } = preferences
  if (preload === undefined) return preferences
  if (!isAbsolute(preload)) throw new Error(`The preload's path must be absolute: ${preload}`)
  if (!existsSync(preload)) throw new Error(`There is no preload ${preload}`)
  return preferences
}
