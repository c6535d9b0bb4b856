import { useState } from 'react'
import { useStore } from 'zustand'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'

/** More arguments would make the page slow, and be read by nobody. */
const mostArguments = 500

/** Argument by argument; covered where it looks like a secret, cut where it is long, until the person asks for all. */
export function CommandLine({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const [whole, setWhole] = useState<{ readonly key: string; readonly command: readonly string[] }>()
  const { pid, startKey } = process
  const key = keyOf(process)
  const reveal = (): void => {
    client?.processes.commandLine({ pid, startKey }).then(
      ({ command }) => setWhole({ key, command }),
      () => setWhole(undefined),
    )
  }
  const revealed = whole?.key === key ? whole.command : undefined
  const shown = revealed ?? process.command
  const covered = revealed === undefined && (process.commandMasked === true || process.commandTruncated === true)
  return (
    <section className="fact">
      <h3>{text('details.command')}</h3>
      {shown === undefined ? (
        text('details.noCommand')
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <ol className="arguments" tabIndex={0} aria-label={text('details.command')}>
          {shown.slice(0, mostArguments).map((argument, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- an argument is its place
            <li key={index}>
              <code>{argument === '' ? '""' : displayText(argument)}</code>
            </li>
          ))}
        </ol>
      )}
      {shown !== undefined && shown.length > mostArguments && (
        <p className="quiet">{text('details.cut', { shown: mostArguments, all: shown.length })}</p>
      )}
      {covered && (
        <p>
          {process.commandMasked && <small>{text('details.masked')} </small>}
          <button type="button" className="copy" onClick={reveal}>
            {text('details.reveal')}
          </button>
        </p>
      )}
    </section>
  )
}
