import { useStore } from 'zustand'
import { backend } from '../../host/backend-store.ts'
import { view } from './view-store.ts'

/** @returns whether the table is a tree: as chosen on the page, else as the settings say */
export function useIsTree(): boolean {
  const kept = useStore(backend, ({ settings }) => settings.view === 'tree')
  return useStore(view, ({ tree }) => tree) ?? kept
}
