import { AdjustDialog } from './adjust-dialog.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { PortDialog } from './port-dialog.tsx'
import { ProcessMenu } from './process-menu.tsx'
import type { PageProcess } from './process-store.ts'
import { useFocusBack } from './use-focus-back.ts'
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
  const { question } = signals
  useFocusBack(menu !== undefined || signals.intent !== undefined || question !== undefined)
  const answered = (): void => signals.setQuestion(undefined)
  return (
    <>
      {menu !== undefined && process !== undefined && (
        <ProcessMenu
          process={process}
          at={menu}
          onSignal={signals.ask}
          onAsk={signals.askAbout}
          onName={signals.askName}
          onDetails={() => view.setState({ details: true })}
          onClose={onCloseMenu}
        />
      )}
      {signals.intent !== undefined && (
        <ConfirmDialog intent={signals.intent} onClose={() => signals.setIntent(undefined)} />
      )}
      {question?.kind === 'port' && <PortDialog onFind={signals.setIntent} onClose={answered} />}
      {(question?.kind === 'nice' || question?.kind === 'affinity') && (
        <AdjustDialog kind={question.kind} targets={question.targets} onClose={answered} />
      )}
    </>
  )
}
