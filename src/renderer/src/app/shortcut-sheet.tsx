import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../i18n/use-text.ts'
import { shortcutPlaces, shortcuts } from './shortcuts.ts'

/** The sheet that `?` opens. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  return (
    <ModalOverlay className="overlay" isDismissable isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className="modal sheet">
        <Dialog className="dialog">
          <Heading slot="title">{text('shortcuts.title')}</Heading>
          <div className="sheet-columns">
            {shortcutPlaces.map((place) => (
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
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- with the focus on the dialog, Orca reads all in one breath */}
            <Button autoFocus onPress={onClose}>
              {text('shortcuts.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
