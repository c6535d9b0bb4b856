import { useMemo } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
  useFilter,
} from 'react-aria-components'
import { useText } from '../i18n/use-text.ts'
import { createFinder } from './command-words.ts'
import { useCommands } from './commands.ts'
import type { PageName } from './navigation.tsx'

interface CommandPaletteProps {
  readonly onPage: (page: PageName) => void
  readonly onLesson: (lesson: string) => void
  readonly onShortcuts: () => void
  readonly onClose: () => void
}

/** Everything that can be done, found by a few letters. */
export function CommandPalette({ onClose, ...frame }: CommandPaletteProps) {
  const text = useText()
  const groups = useCommands(frame)
  const { contains } = useFilter({ sensitivity: 'base' })
  const found = useMemo(
    () =>
      createFinder(
        groups.flatMap(({ commands }) => commands),
        contains,
      ),
    [groups, contains],
  )
  return (
    <ModalOverlay className="overlay palette-overlay" isDismissable isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className="modal palette">
        <Dialog aria-label={text('command.palette')}>
          <Autocomplete filter={(_, typed, { key }) => found(typed).has(String(key))}>
            <TextField
              aria-label={text('command.search')}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a palette that was asked for takes the keyboard
              autoFocus
            >
              <Input placeholder={text('command.search')} />
            </TextField>
            {/* The focus stays in the field. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who scrolls by keyboard comes here by Tab */}
            <div className="scrolled" tabIndex={0} role="group" aria-label={text('command.palette')}>
              <Menu
                className="menu"
                aria-label={text('command.palette')}
                renderEmptyState={() => <p className="empty">{text('command.none')}</p>}
              >
                {groups.map(({ title, commands }) => (
                  <MenuSection key={title}>
                    <Header>{title}</Header>
                    {commands.map(({ id, title: name, keys, run }) => (
                      <MenuItem
                        key={id}
                        id={id}
                        textValue={name}
                        onAction={() => {
                          onClose()
                          // Once the palette has given the focus back: a command may take it elsewhere.
                          requestAnimationFrame(run)
                        }}
                      >
                        {name} {keys !== undefined && <kbd>{keys}</kbd>}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
