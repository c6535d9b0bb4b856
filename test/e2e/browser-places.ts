import { posix, win32 } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const inPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['BraveSoftware', 'Brave-Browser', 'Application', 'brave.exe'],
]
/** A person's programs are not always where the PATH of a test's shell leads. */
const linuxPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/snap/bin/chromium',
]

/** @returns where browsers of the Chromium family are installed on that system, the likeliest first */
export function browserPlaces(platform: NodeJS.Platform, env: Environment): readonly string[] {
  switch (platform) {
    case 'darwin': {
      const folders = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])]
      const apps = folders.flatMap((folder) =>
        macApps.map((app) => posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
      )
      return [...apps, ...alongPath(env['PATH'], posix, inPath)]
    }
    case 'win32': {
      const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => valueOf(env, name) ?? [])
      const programs = folders.flatMap((folder) => windowsPrograms.map((parts) => win32.join(folder, ...parts)))
      return [...programs, ...alongPath(valueOf(env, 'Path'), win32, ['chrome.exe', 'chromium.exe', 'msedge.exe'])]
    }
    default:
      return [...linuxPlaces, ...alongPath(env['PATH'], posix, inPath)]
  }
}

function alongPath(path: string | undefined, of: typeof posix, names: readonly string[]): readonly string[] {
  const folders = (path ?? '').split(of.delimiter).filter((folder) => folder !== '')
  return folders.flatMap((folder) => names.map((name) => of.join(folder, name)))
}

/** Windows knows its variables in any case; a copy of them does not. */
function valueOf(env: Environment, name: string): string | undefined {
  const key = Object.keys(env).find((each) => each.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : env[key] || undefined
}
