import { useKeep } from '../features/processes/use-keep.ts'
import { useText } from '../i18n/use-text.ts'
import type { Command } from './commands.ts'

/** Each in its own language, as in the settings: whoever cannot read the present one finds theirs. */
const languages = [
  ['en', 'English'],
  ['zh-CN', '简体中文'],
] as const

/** @returns what is chosen without a visit to the settings: theme and language */
export function useSettingsCommands(): readonly Command[] {
  const text = useText()
  const keep = useKeep()
  const [theme, language, system] = [text('settings.theme'), text('settings.language'), text('settings.system')]
  const titled = (what: string, value: string): string => text('command.choose', { what, value })
  return [
    ...(['light', 'dark', 'system'] as const).map((each) => ({
      id: `theme-${each}`,
      title: titled(theme, text(`settings.${each}`)),
      run: () => keep({ theme: each }),
    })),
    ...languages.map(([each, words]) => ({
      id: `language-${each}`,
      title: titled(language, words),
      run: () => keep({ language: each }),
    })),
    { id: 'language-system', title: titled(language, system), run: () => keep({ language: 'system' }) },
  ]
}
