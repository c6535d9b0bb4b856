import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A first start may download the runtime; offline that fails within a second. */
const installLimitMs = 20_000

/**
 * @param packageFolder where Forkscope's own package.json is
 * @returns the executable of Electron; undefined when it is neither installed nor to be had now
 */
export async function findElectron(packageFolder: string): Promise<string | undefined> {
  const given = process.env['ELECTRON_EXEC_PATH']
  if (given) return existsSync(given) ? given : undefined
  const folder = electronFolder(packageFolder)
  if (folder === undefined) return undefined
  return installedIn(folder) ?? ((await install(folder)) ? installedIn(folder) : undefined)
}

function electronFolder(packageFolder: string): string | undefined {
  try {
    return dirname(createRequire(join(packageFolder, 'package.json')).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

function installedIn(folder: string): string | undefined {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  try {
    const executable = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

function install(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: installLimitMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
