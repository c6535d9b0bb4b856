import { useRef } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { labRun } from '../run-store.ts'
import { sendSignal } from '../send-signal.ts'

/** What people try first; the rest follows below. */
const usual = ['SIGTERM', 'SIGKILL', 'SIGSTOP', 'SIGCONT', 'SIGINT']

/** Whose menu is open, and where in the window. */
export interface MenuPlace {
  readonly pid: number
  readonly x: number
  readonly y: number
}

interface SignalMenuProps extends MenuPlace {
  readonly onClose: () => void
}

/** Any process of a run that is going on may be signalled; of an ended one nothing is left to be. */
export function SignalMenu({ pid, x, y, onClose }: SignalMenuProps) {
  const text = useText()
  const anchor = useRef<HTMLSpanElement>(null)
  const capabilities = useStore(backend, (state) => state.about?.capabilities)
  const readOnly = useStore(backend, isReadOnly)
  const { running, picture } = useStore(labRun)
  const all = capabilities?.signals ?? usual
  const offered = [...usual.filter((signal) => all.includes(signal)), ...all.filter((each) => !usual.includes(each))]
  const disabled = running && !readOnly ? [] : offered
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ insetInlineStart: x, insetBlockStart: y }} />
      <Popover isOpen triggerRef={anchor} placement="bottom start" onOpenChange={(open) => open || onClose()}>
        <Menu
          className="menu"
          // A menu that was asked for takes the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          aria-label={text('lab.signalTo', { name: picture.nameOf(pid) })}
          disabledKeys={disabled}
          onClose={onClose}
        >
          {offered.slice(0, usual.length).map((signal) => (
            <MenuItem key={signal} id={signal} onAction={() => void sendSignal(pid, signal)}>
              {text('action.signal', { signal })}
            </MenuItem>
          ))}
          <Separator />
          {offered.slice(usual.length).map((signal) => (
            <MenuItem key={signal} id={signal} onAction={() => void sendSignal(pid, signal)}>
              {text('action.signal', { signal })}
            </MenuItem>
          ))}
          <Separator />
          <MenuItem onAction={() => void navigator.clipboard.writeText(String(pid))}>
            {text('action.copyPid', { count: 1 })}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
