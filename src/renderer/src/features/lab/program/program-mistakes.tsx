import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { mistakeText } from './problems.ts'
import { program } from './program-store.ts'

/** Why the program was not run, or a file not opened. */
export function ProgramMistakes() {
  const text = useText()
  const mistakes = useStore(program, (state) => state.mistakes)
  if (mistakes.length === 0) return undefined
  return (
    <ul className="mistakes" role="alert">
      {mistakes.map((mistake) => (
        <li key={`${mistake.line}:${mistake.column}:${mistake.message}`}>{mistakeText(mistake, text)}</li>
      ))}
    </ul>
  )
}
