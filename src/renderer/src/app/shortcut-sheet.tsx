import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../i18n/use-text.ts'

/** Every shortcut, by where it works. */
const shortcuts = {
  everywhere: [
    ['Ctrl+K', 'palette'],
    ['?', 'sheet'],
    ['/  Ctrl+F', 'find'],
  ],
  field: [
    ['Ctrl+Space  Alt+↓', 'options'],
    ['↓  ↑  Enter', 'choose'],
    ['Escape', 'close'],
    ['↓  Enter', 'leave'],
  ],
  table: [
    ['↓  ↑  PageDown  PageUp', 'move'],
    ['Home  End', 'ends'],
    ['→  ←', 'open'],
    ['Alt+↑', 'parent'],
    ['a–z', 'type'],
    ['Space  Ctrl+Click', 'mark'],
    ['Escape', 'clear'],
    ['Enter', 'details'],
    ['Shift+F10', 'menu'],
    ['Delete', 'terminate'],
    ['Shift+Delete', 'kill'],
    ['f', 'follow'],
    ['p', 'pause'],
    ['Ctrl+C', 'copy'],
  ],
  titles: [
    ['→  ←  Home  End', 'titles'],
    ['Enter', 'sort'],
    ['Shift+→  Shift+←', 'width'],
    ['Alt+→  Alt+←', 'place'],
    ['Delete', 'hide'],
    ['Shift+F10', 'menu'],
  ],
} as const

/** The sheet that `?` opens. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  return (
    <ModalOverlay className="overlay" isDismissable isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className="modal sheet">
        <Dialog className="dialog">
          <Heading slot="title">{text('shortcuts.title')}</Heading>
          <div className="sheet-columns">
            {(['everywhere', 'field', 'table', 'titles'] as const).map((place) => (
              <section key={place}>
                <h3>{text(`shortcuts.${place}`)}</h3>
                <dl>
                  {shortcuts[place].map(([keys, what]) => (
                    <div key={what}>
                      <dt>
                        {keys.split('  ').map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{text(`shortcut.${what}`)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <div className="buttons">
            <Button onPress={onClose}>{text('shortcuts.close')}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
