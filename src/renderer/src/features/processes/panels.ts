import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

type PanelName = 'columns' | 'saved' | 'share'

/** The panel below the toolbar that is open. */
const panels = createStore<{ readonly open: PanelName | undefined }>(() => ({ open: undefined }))

/** Opens a panel of the page that is shown: by the command palette. */
export function openPanel(open: PanelName): void {
  panels.setState({ open })
}

/** @returns what a panel's trigger needs to be opened by its button and from elsewhere */
export function usePanel(name: PanelName) {
  const isOpen = useStore(panels, ({ open }) => open === name)
  const onOpenChange = (open: boolean): void => panels.setState({ open: open ? name : undefined })
  // A page that is left does not come back with its panel open.
  useEffect(() => () => panels.setState({ open: undefined }), [])
  return { isOpen, onOpenChange }
}
