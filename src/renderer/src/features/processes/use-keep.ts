import { useCallback } from 'react'
import type { Settings } from '../../../../shared/contract/settings.ts'
import { changeSettings } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { say } from './toasts.ts'

/** @returns what keeps settings, and says so where they could not be kept */
export function useKeep(): (patch: Partial<Settings>) => void {
  const text = useText()
  return useCallback(
    (patch) => {
      changeSettings(patch).catch((cause: unknown) =>
        say(text('settings.failed', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad'),
      )
    },
    [text],
  )
}
