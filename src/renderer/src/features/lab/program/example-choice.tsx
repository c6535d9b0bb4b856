import { useState } from 'react'
import { ActionDialog } from '../../../components/action-dialog.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { examples, type Example } from './examples.ts'
import { isEdited, program, takeProgram, usualEndings, usualName } from './program-store.ts'

function take({ language, code }: Example): void {
  const ending = usualEndings[language]
  takeProgram({ language, ending, code, fileName: usualName(ending) })
}

/** Examples to start from; what one has written oneself, and not saved, is replaced by none without being asked. */
export function ExampleChoice() {
  const text = useText()
  const [asked, setAsked] = useState<Example>()
  return (
    <>
      <label>
        {text('lab.startFrom')}{' '}
        <select
          value=""
          onChange={({ target }) => {
            const chosen = examples.find(({ id }) => id === target.value)
            if (chosen === undefined) return
            if (isEdited(program.getState())) setAsked(chosen)
            else take(chosen)
          }}
        >
          <option value="">{text('lab.example')}</option>
          {examples.map(({ id, title }) => (
            <option key={id} value={id}>
              {text(title)}
            </option>
          ))}
        </select>
      </label>
      {asked !== undefined && (
        <ActionDialog
          title={text('lab.replaceTitle', { example: text(asked.title) })}
          danger
          action={text('lab.replace')}
          isDisabled={false}
          onAct={() => {
            take(asked)
            setAsked(undefined)
          }}
          onClose={() => setAsked(undefined)}
        >
          <p>{text('lab.replaceHelp')}</p>
        </ActionDialog>
      )}
    </>
  )
}
