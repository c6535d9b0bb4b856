import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Locale } from '../../../shared/contract/lab.ts'
import type { MessageId } from './en.ts'
import { chinese } from './zh-CN.ts'
import { en } from './en.ts'

/** Every text of the user interface, by language. */
export const messages: Readonly<Record<Locale, Readonly<Record<MessageId, string>>>> = { en, 'zh-CN': chinese }

export type Text = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string

/** @returns the words of the present language */
export function useText(): Text {
  const { formatMessage } = useIntl()
  return useCallback((id, values) => formatMessage({ id, defaultMessage: en[id] }, values), [formatMessage])
}

/** @returns the language to speak: as set, or as the browser or system asks */
export function localeOf(language: Settings['language']): Locale {
  if (language !== 'system') return language
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
