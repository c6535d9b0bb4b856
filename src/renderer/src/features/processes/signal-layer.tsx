import { ConfirmDialog } from './confirm-dialog.tsx'
import { ProcessMenu } from './process-menu.tsx'
import type { PageProcess } from './process-store.ts'
import { ToastList } from './toast-list.tsx'
import type { Signals } from './use-signals.ts'
import { view } from './view-store.ts'

interface SignalLayerProps {
  readonly process: PageProcess | undefined
  readonly menu: { readonly x: number; readonly y: number } | undefined
  readonly onCloseMenu: () => void
  readonly signals: Signals
}

/** What stands over the table: the menu of a row, what is to be confirmed, what became of it. */
export function SignalLayer({ process, menu, onCloseMenu, signals }: SignalLayerProps) {
  return (
    <>
      {menu !== undefined && process !== undefined && (
        <ProcessMenu
          process={process}
          at={menu}
          onSignal={signals.ask}
          onDetails={() => view.setState({ details: true })}
          onClose={onCloseMenu}
        />
      )}
      {signals.intent !== undefined && (
        <ConfirmDialog intent={signals.intent} onClose={() => signals.setIntent(undefined)} />
      )}
      <ToastList />
    </>
  )
}
