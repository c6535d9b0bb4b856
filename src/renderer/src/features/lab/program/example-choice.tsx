import { useText } from '../../../i18n/use-text.ts'
import { examples } from './examples.ts'
import { offerProgram, usualEndings, usualName } from './program-store.ts'

/** Examples to start from. */
export function ExampleChoice() {
  const text = useText()
  const take = (id: string): void => {
    const chosen = examples.find((example) => example.id === id)
    if (chosen === undefined) return
    const { language, code } = chosen
    const ending = usualEndings[language]
    offerProgram({ language, ending, code, fileName: usualName(ending) }, text(chosen.title))
  }
  return (
    <label>
      {text('lab.startFrom')}{' '}
      <select value="" onChange={({ target }) => take(target.value)}>
        <option value="">{text('lab.example')}</option>
        {examples.map(({ id, title }) => (
          <option key={id} value={id}>
            {text(title)}
          </option>
        ))}
      </select>
    </label>
  )
}
