import { app, Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import type { Backend } from '../backend/create-backend.ts'
import type { Locale } from '../shared/contract/lab.ts'
import type { Process } from '../shared/contract/process.ts'
import { topProcesses } from '../shared/model/top-processes.ts'
import { keyOf } from '../shared/model/tree.ts'
import { menuText } from './menu-text.ts'
import { asLabel, trayLine } from './tray-lines.ts'

/** Forkscope in the status area. */
export interface AppTray {
  /** Shows it in the language, or changes its language. */
  show(locale: Locale): void
  hide(): void
  isShown(): boolean
}

export interface TrayOptions {
  readonly icon: string
  readonly table: Pick<Backend['table'], 'watch'>
  readonly open: () => void
}

/** A menu is made anew so often at most: sooner nobody reads it. */
const refreshMs = 3000
/** Points; the system draws it larger on dense screens. */
const iconSize = 20

/** @returns the tray, hidden; while it is shown it watches the table */
export function createTray({ icon, table, open }: TrayOptions): AppTray {
  let tray: Tray | undefined
  let watching: AbortController | undefined
  let language: Locale = 'en'
  let top: readonly Process[] = []
  let unfolded = false

  const draw = (): void => {
    // Nothing moves under the pointer.
    if (tray === undefined || unfolded) return
    const text = menuText(language)
    const processes = top.map((row): MenuItemConstructorOptions => ({ label: asLabel(trayLine(row)), click: open }))
    const menu = Menu.buildFromTemplate([
      ...(processes.length > 0 ? processes : [{ label: text.allIdle, enabled: false }]),
      { type: 'separator' },
      { label: text.open, click: open },
      { label: text.quit, click: () => app.quit() },
    ])
    menu.on('menu-will-show', () => (unfolded = true))
    menu.on('menu-will-close', () => (unfolded = false))
    // On Linux a menu that was given cannot be changed.
    tray.setContextMenu(menu)
    const [first] = top
    tray.setToolTip(first === undefined ? 'Forkscope' : trayLine(first))
  }

  const follow = async (signal: AbortSignal): Promise<void> => {
    const rows = new Map<string, Process>()
    let drawnAt = -Infinity
    for await (const event of table.watch(signal)) {
      if (event.kind === 'trouble') continue
      if (event.kind === 'snapshot') rows.clear()
      const fresh = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
      for (const row of fresh) rows.set(keyOf(row), row)
      if (event.kind === 'change') for (const row of event.ended) rows.delete(keyOf(row))
      // The first sample has no CPU figures.
      if (event.sample.cpuPercent === undefined || performance.now() - drawnAt < refreshMs) continue
      drawnAt = performance.now()
      top = topProcesses(rows, 'cpuPercent')
      draw()
    }
  }

  return {
    show(locale) {
      language = locale
      if (tray === undefined) {
        tray = new Tray(nativeImage.createFromPath(icon).resize({ height: iconSize }))
        tray.on('double-click', open)
        watching = new AbortController()
        follow(watching.signal).catch((cause: unknown) => {
          process.stderr.write(`The tray's menu is no longer up to date: ${String(cause)}\n`)
        })
      }
      draw()
    },
    hide() {
      watching?.abort()
      tray?.destroy()
      tray = undefined
      top = []
      unfolded = false
    },
    isShown: () => tray !== undefined,
  }
}
