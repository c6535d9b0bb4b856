import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { shortcutPlaces, shortcuts } from '../../src/renderer/src/app/shortcuts.ts'

const root = fileURLToPath(new URL('../../src/renderer/src', import.meta.url))
type Place = keyof typeof shortcuts

/** Where the page listens to keys, and which part of the sheet tells them. */
const listeners: Readonly<Record<string, Place>> = {
  'app/use-overlay-keys.ts': 'everywhere',
  'components/use-find-key.ts': 'searched',
  'features/processes/use-toast-focus.ts': 'everywhere',
  'features/processes/toast-card.tsx': 'messages',
  'features/processes/query/query-field.tsx': 'field',
  'features/processes/grid-keys.ts': 'table',
  'features/processes/use-table-keys.ts': 'table',
  'features/processes/grid-header.tsx': 'titles',
  'features/processes/columns/use-title-drag.ts': 'titles',
  'features/lab/stage/tree-picture.tsx': 'stage',
  'features/lab/use-filled-window.ts': 'filled',
  'features/lab/timeline/timeline.tsx': 'timeline',
  'features/lab/timeline/lane-labels.tsx': 'timeline',
  'features/lab/timeline/moment-slider.tsx': 'playback',
  'features/lab/split-panes.tsx': 'panes',
}
/** They hand keys on to one of those, Enter ends what is typed, as in any field, or a key that is held presses once. */
const passing = [
  'features/processes/process-grid.tsx',
  'features/lab/stage/tree-node-card.tsx',
  'features/settings/settings-page.tsx',
  'features/lab/program/program-run-bar.tsx',
  'features/lab/stage/run-bar.tsx',
]

const caps: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ContextMenu: 'Menu',
  F10: 'Shift+F10',
  ' ': 'Space',
}
const source = (file: string): string => readFileSync(join(root, file), 'utf8')
/** Named keys anywhere, and single characters where one is compared with or is a name of an object. */
const keysIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\b(?:Arrow\w+|Home|End|PageUp|PageDown|Escape|Delete|ContextMenu|F10)\b/g)].map(([key]) => key),
  ...[...text.matchAll(/(?:key\b\S* === |^ +)'(.)'(?::|(?= |\)))/gm)].map(([, key = '']) => key),
]

describe('the sheet of shortcuts', () => {
  it('knows all who listen to keys', () => {
    const all = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    const listening = all.filter((file) => /onKeyDown=|'keydown'/.test(source(file)))
    const known = [...Object.keys(listeners), ...passing]
    expect(listening.map((file) => file.replaceAll('\\', '/')).filter((file) => !known.includes(file))).toEqual([])
  })

  it.each(Object.entries(listeners))('tells every key of %s', (file, place) => {
    const told = shortcuts[place].flatMap(([keys]) => keys.split('  '))
    const heard = [...new Set(keysIn(source(file)))]
    const missing = heard.filter(
      (key) => !told.some((each) => each.toLowerCase().endsWith((caps[key] ?? key).toLowerCase())),
    )
    expect(missing).toEqual([])
  })

  it('would notice one that is missing', () => {
    expect(keysIn(source('features/lab/timeline/timeline.tsx'))).toEqual(
      expect.arrayContaining(['+', '=', '-', '0', 'ArrowLeft', 'ArrowRight']),
    )
    expect(keysIn("  if (event.key === 'x') return\n  if (key === 'Home')")).toEqual(['Home', 'x'])
  })

  it('shows each place once', () => {
    expect(shortcutPlaces.toSorted()).toEqual(Object.keys(shortcuts).toSorted())
  })
})
