import { useRef, type ReactNode } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../i18n/use-text.ts'
import { useDodge } from './use-dodge.ts'

interface ActionDialogProps {
  readonly title: string
  readonly children: ReactNode
  /** The words of the button that acts. */
  readonly action: string
  /** It ends something: it looks so, and the other button has the focus. */
  readonly danger: boolean
  readonly isDisabled: boolean
  readonly onAct: () => void
  readonly onClose: () => void
}

/** The frame of every dialog that asks before it acts. */
export function ActionDialog(props: ActionDialogProps) {
  const text = useText()
  const { danger, onClose } = props
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => open || onClose()} className="overlay">
      <Modal className="modal">
        <Dialog role={danger ? 'alertdialog' : 'dialog'} className="dialog">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              // A form of one field is sent by Enter: what ends something is not.
              if (!danger && !props.isDisabled) props.onAct()
            }}
          >
            <Heading slot="title">{props.title}</Heading>
            {props.children}
            <div className="buttons">
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the safe button has it: Enter must not end anything by accident */}
              <Button autoFocus={danger} onPress={onClose}>
                {text('confirm.cancel')}
              </Button>
              <ActButton danger={danger} isDisabled={props.isDisabled} onPress={props.onAct} words={props.action} />
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ActButtonProps {
  readonly danger: boolean
  readonly isDisabled: boolean
  readonly onPress: () => void
  readonly words: string
}

function ActButton({ danger, isDisabled, onPress, words }: ActButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useDodge(button)
  return (
    <Button ref={button} className={danger ? 'danger' : 'primary'} isDisabled={isDisabled} onPress={onPress}>
      {words}
    </Button>
  )
}
