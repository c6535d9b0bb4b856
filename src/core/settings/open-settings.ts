import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { settingsSchema, type Settings } from '../../shared/contract/settings.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'

/** The address of the broker may hold a password. */
const privateMode = 0o600

export interface SettingsStore {
  get(): Settings
  /** Changes what is named and writes it; answers with all of them. @throws ZodError when a value is not allowed */
  update(patch: Partial<Settings>): Settings
  /** The settings now, then after each change; ends on abort. */
  watch(signal: AbortSignal): AsyncGenerator<Settings>
}

/**
 * Opens the settings file of this user.
 * @param options.folder where it lives; by default the platform's usual folder for settings
 */
export function openSettings(options: { readonly folder?: string | undefined }): SettingsStore {
  const store = openStore(options.folder)
  const listeners = new Set<() => void>()
  let current = storedSettings(store)
  return {
    get: () => current,
    update(patch) {
      const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      const next = settingsSchema.parse({ ...current, ...named })
      if (store !== undefined) store.store = next
      current = next
      for (const listener of listeners) listener()
      return next
    },
    async *watch(signal) {
      let seen: Settings | undefined
      let wake = (): void => {}
      const listener = (): void => wake()
      listeners.add(listener)
      signal.addEventListener('abort', listener)
      try {
        while (!signal.aborted) {
          if (seen === current) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
            continue
          }
          seen = current
          yield seen
        }
      } finally {
        listeners.delete(listener)
        signal.removeEventListener('abort', listener)
      }
    },
  }
}

/** @returns undefined when no folder can be written: settings then last as long as the program */
function openStore(folder: string | undefined): Conf<Record<string, unknown>> | undefined {
  const options = {
    projectName: 'forkscope',
    projectSuffix: '',
    configName: 'settings',
    configFileMode: privateMode,
    ...(folder !== undefined && { cwd: folder }),
  }
  try {
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true })
      keepCorruptAside(join(folder, 'settings.json'))
    }
    return openPrivate(options)
  } catch (error) {
    if (!(error instanceof SyntaxError)) return undefined
  }
  try {
    // Conf names its file only once it is open: it opens over a broken file when told to clear it, so look first.
    const path = new Conf({ ...options, configName: 'settings-probe' }).path
    keepCorruptAside(path.replace('settings-probe', 'settings'))
    return openPrivate(options)
  } catch {
    return undefined
  }
}

/** One that an earlier version wrote is readable by everybody until the next change. */
function openPrivate(options: ConstructorParameters<typeof Conf<Record<string, unknown>>>[0]) {
  const store = new Conf<Record<string, unknown>>(options)
  if (existsSync(store.path)) keepFromOthers(store.path)
  return store
}

function keepFromOthers(path: string): void {
  try {
    chmodSync(path, privateMode)
  } catch {
    // Somebody else's file that this user may read: its settings hold all the same.
  }
}

function keepCorruptAside(path: string): void {
  if (!existsSync(path)) return
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return
  } catch {
    // Not JSON: a torn write or a hand's mistake.
  }
  keepFromOthers(path)
  renameSync(path, `${path}.corrupt-${Date.now()}`)
}

/** What is not allowed, or not known to this version, gives way to the default, key by key. */
function storedSettings(store: Conf<Record<string, unknown>> | undefined): Settings {
  const stored = store?.store ?? {}
  let settings: Settings = defaultSettings
  for (const key of Object.keys(defaultSettings)) {
    if (stored[key] === undefined) continue
    const attempt = settingsSchema.safeParse({ ...settings, [key]: stored[key] })
    if (attempt.success) settings = attempt.data
  }
  return settings
}
