import { Menu, MenuItem, Popover, Separator, SubmenuTrigger } from 'react-aria-components'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { keyOf } from '../../../../shared/model/tree.ts'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { goToParent } from './go-to.ts'
import { copyPids } from './copy-pids.ts'
import { canReceive, receivingNames } from './can-receive.ts'
import { meantKeys } from './meant-keys.ts'
import { processes, type PageProcess } from './process-store.ts'
import { explainSignal } from './signal-words.ts'
import type { Question } from './signal-target.ts'
import { togglePin, view } from './view-store.ts'
import { unwatch, watch, watching } from './watch.ts'

interface ProcessMenuProps {
  readonly process: PageProcess
  readonly at: { readonly x: number; readonly y: number }
  /** To those meant; `tree`: with their descendants. */
  readonly onSignal: (signal: string, tree?: boolean) => void
  readonly onAsk: (kind: Question['kind']) => void
  readonly onName: (signal: string, name: string) => void
  readonly onDetails: () => void
  readonly onClose: () => void
}

/** What a zombie and a thread of the kernel do not take: neither has descendants that would. */
const toThoseMeant = ['SIGTERM', 'SIGKILL', 'tree', 'SIGSTOP', 'SIGCONT', 'more', 'nice', 'affinity']
const toTheirName = ['name', 'killName']
/** What needs a Forkscope that may act. */
const acting = [...toThoseMeant, ...toTheirName, 'port']

/** The context menu of a row. */
export function ProcessMenu({ process, at, onSignal, onAsk, onName, onDetails, onClose }: ProcessMenuProps) {
  const text = useText()
  const anchor = useRef<HTMLSpanElement>(null)
  const capabilities = useStore(backend, (state) => state.about?.capabilities)
  const readOnly = useStore(backend, isReadOnly)
  const watched = useStore(watching, ({ keys }) => keys.has(keyOf(process)))
  const pinned = useStore(view, (state) => state.pinned.has(keyOf(process)))
  const name = shownName(process.name, text)
  const signals = capabilities?.signals ?? []
  const keys = meantKeys(useStore(view))
  const { rows } = useStore(processes)
  const meant = keys.length === 0 ? [process] : keys.flatMap((key) => rows.get(key) ?? [])
  const theyReceive = keys.some((key) => canReceive(rows.get(key) ?? process))
  const nameReceives = useStore(processes, ({ rows }) => receivingNames(rows.values()).has(process.name))
  const inVain = [...(theyReceive ? [] : toThoseMeant), ...(nameReceives ? [] : toTheirName)]
  const stopped = process.state === 'stopped'
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ insetInlineStart: at.x, insetBlockStart: at.y }} />
      <Popover isOpen triggerRef={anchor} placement="bottom start" onOpenChange={(open) => open || onClose()}>
        <Menu
          className="menu"
          // A menu that was asked for takes the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          aria-label={text('action.menu', { name, pid: String(process.pid) })}
          disabledKeys={readOnly ? acting : inVain}
          onClose={onClose}
        >
          <MenuItem id="SIGTERM" onAction={() => onSignal('SIGTERM')}>
            {text('action.terminate')} <kbd>Delete</kbd>
          </MenuItem>
          <MenuItem id="SIGKILL" onAction={() => onSignal('SIGKILL')}>
            {text('action.kill')} <kbd>Shift+Delete</kbd>
          </MenuItem>
          <MenuItem id="tree" onAction={() => onSignal('SIGKILL', true)}>
            {text('action.killTree')}
          </MenuItem>
          {signals.includes('SIGSTOP') && (
            <MenuItem id={stopped ? 'SIGCONT' : 'SIGSTOP'} onAction={() => onSignal(stopped ? 'SIGCONT' : 'SIGSTOP')}>
              {text(stopped ? 'action.resume' : 'action.suspend')}
            </MenuItem>
          )}
          <SubmenuTrigger>
            <MenuItem id="more">
              {text('action.more')} <span aria-hidden="true">›</span>
            </MenuItem>
            <Popover>
              <Menu className="menu signals" aria-label={text('action.more')}>
                {signals.map((signal) => (
                  <MenuItem key={signal} id={signal} onAction={() => onSignal(signal)}>
                    <span>{text('action.signal', { signal })}</span>
                    <small>{explainSignal(signal, text)}</small>
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
          <Separator />
          <MenuItem id="nice" onAction={() => onAsk('nice')}>
            {text('action.nice')}
          </MenuItem>
          {capabilities?.affinity === true && (
            <MenuItem id="affinity" onAction={() => onAsk('affinity')}>
              {text('action.affinity')}
            </MenuItem>
          )}
          <MenuItem id="name" onAction={() => onName('SIGTERM', process.name)}>
            {text('action.endName', { name })}
          </MenuItem>
          <MenuItem id="killName" onAction={() => onName('SIGKILL', process.name)}>
            {text('action.killName', { name })}
          </MenuItem>
          <MenuItem id="port" onAction={() => onAsk('port')}>
            {text('action.endPort')}
          </MenuItem>
          <Separator />
          <MenuItem id="watch" onAction={() => (watched ? unwatch(process) : watch(process, text))}>
            {text(watched ? 'action.unwatch' : 'action.watch')}
          </MenuItem>
          <MenuItem id="pin" onAction={() => togglePin(keyOf(process))}>
            {text(pinned ? 'pin.off' : 'pin.on')}
          </MenuItem>
          <MenuItem id="parent" onAction={() => goToParent(text)}>
            {text('command.parent')} <kbd>Alt+↑</kbd>
          </MenuItem>
          <MenuItem onAction={onDetails}>{text('action.showDetails')}</MenuItem>
          <MenuItem onAction={() => void copyPids(meant, text)}>
            {text('action.copyPid', { count: meant.length })}
          </MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
