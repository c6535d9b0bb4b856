import { useStore } from 'zustand'
import { ActionDialog } from '../../../components/action-dialog.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { program, takeProgram } from './program-store.ts'

/** Asked before an example or a file takes the place of what a person has written and saved nowhere. */
export function ReplaceQuestion() {
  const text = useText()
  const offered = useStore(program, (state) => state.offered)
  if (offered === undefined) return null
  return (
    <ActionDialog
      title={text('lab.replaceTitle', { program: offered.title })}
      danger
      action={text('lab.replace')}
      isDisabled={false}
      onAct={() => takeProgram(offered)}
      onClose={() => program.setState({ offered: undefined })}
    >
      <p>{text('lab.replaceHelp')}</p>
    </ActionDialog>
  )
}
