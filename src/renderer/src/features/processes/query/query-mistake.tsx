import { placeOf, type QueryError } from '../../../../../shared/query/mistakes.ts'
import { useText } from '../../../i18n/use-text.ts'

interface QueryMistakeProps {
  readonly id: string
  readonly query: string
  readonly mistake: QueryError
}

/** What is wrong, under the field, with its place in the text. */
export function QueryMistake({ id, query, mistake }: QueryMistakeProps) {
  const text = useText()
  const { at, length, code, values } = mistake
  const sentence = text(code, values)
  return (
    <div id={id} className="mistake">
      <code aria-hidden="true">
        {query.slice(0, at)}
        <mark data-empty={length === 0}>{query.slice(at, at + length)}</mark>
        {query.slice(at + length)}
      </code>
      <span>
        {length === 0
          ? text('query.atEnd', { sentence })
          : text('query.atCharacter', { place: placeOf(mistake, query), sentence })}
      </span>
    </div>
  )
}
