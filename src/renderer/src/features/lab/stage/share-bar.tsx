import { useRef } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useText } from '../../../i18n/use-text.ts'
import { exportPng, exportSvg } from '../export-timeline.ts'
import { openRun, saveRun, saveTrace } from '../share.ts'
import { usePicture } from './use-run.ts'

interface ShareBarProps {
  /** Of the lesson or program whose run is shown. */
  readonly title: string
}

/** Saves the run as a file, opens one, exports the timeline. */
export function ShareBar({ title }: ShareBarProps) {
  const text = useText()
  const picture = usePicture()
  const chooser = useRef<HTMLInputElement>(null)
  const nothing = picture.eventCount === 0
  return (
    <>
      <MenuTrigger>
        <Button className="menu-button">
          {text('lab.share')} <span aria-hidden="true">▾</span>
        </Button>
        <Popover placement="bottom end">
          <Menu
            className="menu"
            aria-label={text('lab.share')}
            disabledKeys={nothing ? ['save', 'trace', 'png', 'svg'] : []}
          >
            <MenuItem id="save" onAction={saveRun}>
              {text('lab.saveRun')}
            </MenuItem>
            <MenuItem id="open" onAction={() => chooser.current?.click()}>
              {text('lab.openRun')}
            </MenuItem>
            <MenuItem id="png" onAction={() => void exportPng({ title, text })}>
              {text('lab.exportPng')}
            </MenuItem>
            <MenuItem id="svg" onAction={() => exportSvg({ title, text })}>
              {text('lab.exportSvg')}
            </MenuItem>
            <MenuItem id="trace" onAction={saveTrace}>
              {text('lab.exportTrace')}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <input
        ref={chooser}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label={text('lab.openRun')}
        accept=".jsonl,application/jsonl"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void openRun(file)
          target.value = ''
        }}
      />
    </>
  )
}
