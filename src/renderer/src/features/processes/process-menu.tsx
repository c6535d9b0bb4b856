import { Menu, MenuItem, Popover, Separator, SubmenuTrigger } from 'react-aria-components'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { displayText } from '../../../../shared/model/display-text.ts'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** The signals that people send by hand; what they do by default, signal(7). */
const explained = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGKILL',
  'SIGUSR1',
  'SIGUSR2',
  'SIGTERM',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
] as const
const isExplained = (signal: string): signal is (typeof explained)[number] => explained.some((each) => each === signal)

interface ProcessMenuProps {
  readonly process: PageProcess
  readonly at: { readonly x: number; readonly y: number }
  readonly onSignal: (signal: string) => void
  readonly onDetails: () => void
  readonly onClose: () => void
}

/** The context menu of a row. */
export function ProcessMenu({ process, at, onSignal, onDetails, onClose }: ProcessMenuProps) {
  const text = useText()
  const anchor = useRef<HTMLSpanElement>(null)
  const capabilities = useStore(backend, (state) => state.about?.capabilities)
  const readOnly = useStore(backend, isReadOnly)
  const disabled = readOnly ? ['SIGTERM', 'SIGKILL', 'more'] : []
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ insetInlineStart: at.x, insetBlockStart: at.y }} />
      <Popover isOpen triggerRef={anchor} placement="bottom start" onOpenChange={(open) => open || onClose()}>
        <Menu
          className="menu"
          // A menu that was asked for takes the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          aria-label={text('action.menu', { name: displayText(process.name), pid: String(process.pid) })}
          disabledKeys={disabled}
          onClose={onClose}
        >
          <MenuItem id="SIGTERM" onAction={() => onSignal('SIGTERM')}>
            {text('action.terminate')} <kbd>Delete</kbd>
          </MenuItem>
          <MenuItem id="SIGKILL" onAction={() => onSignal('SIGKILL')}>
            {text('action.kill')} <kbd>Shift+Delete</kbd>
          </MenuItem>
          <SubmenuTrigger>
            <MenuItem id="more">
              {text('action.more')} <span aria-hidden="true">›</span>
            </MenuItem>
            <Popover>
              <Menu className="menu signals" aria-label={text('action.more')}>
                {(capabilities?.signals ?? []).map((signal) => (
                  <MenuItem key={signal} id={signal} onAction={() => onSignal(signal)}>
                    <span>{text('action.signal', { signal })}</span>
                    {isExplained(signal) && <small>{text(`signal.${signal}`)}</small>}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
          <Separator />
          <MenuItem onAction={onDetails}>{text('action.showDetails')}</MenuItem>
          <MenuItem onAction={() => void navigator.clipboard.writeText(String(process.pid))}>
            {text('action.copyPid')}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
