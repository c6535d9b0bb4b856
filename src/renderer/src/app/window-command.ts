import { useStore } from 'zustand'
import { findWindow, windowSearch } from '../features/processes/find-window.ts'
import { backend } from '../host/backend-store.ts'
import { useText } from '../i18n/use-text.ts'
import type { Command } from './commands.ts'

/**
 * @param onFind shows the page on which the process will be seen
 * @returns what finds the process of a window, or stops that; nothing where the machine has no way to
 */
export function useWindowCommand(onFind: () => void): readonly Command[] {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const canFind = useStore(backend, (state) => state.about?.capabilities.findWindow === 'yes')
  const stop = useStore(windowSearch, (state) => state.stop)
  if (client === undefined || !canFind) return []
  if (stop !== undefined) return [{ id: 'window', title: text('window.stop'), run: stop }]
  const run = (): void => {
    onFind()
    void findWindow(client, text)
  }
  return [{ id: 'window', title: text('window.find'), run }]
}
