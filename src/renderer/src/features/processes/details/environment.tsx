import { useCallback, useState } from 'react'
import type { EnvironmentVariable, Listed } from '../../../../../shared/contract/details.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'
import { List, Section } from './section.tsx'
import type { Ask } from './use-section.ts'

/** Variables by name; what looks like a secret is covered until the person asks for it, for this process only. */
export function Environment({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const [revealed, setRevealed] = useState<string>()
  const isShown = revealed === keyOf(process)
  const ask: Ask<Listed<EnvironmentVariable>> = useCallback(
    (client, identity) => client.details.environment({ ...identity, secrets: isShown ? 'shown' : 'masked' }),
    [isShown],
  )
  return (
    <Section title={text('details.environment')} process={process} ask={ask}>
      {({ items, total, cut }) => (
        <>
          {items.some(({ masked }) => masked) && (
            <p>
              <small>{text('details.masked')}</small>{' '}
              <button type="button" className="copy" onClick={() => setRevealed(keyOf(process))}>
                {text('details.revealEnvironment')}
              </button>
            </p>
          )}
          <List
            title={text('details.environment')}
            headings={[text('details.variable'), text('details.value')]}
            total={total}
            cut={cut}
            rows={items.map(({ name, value, cut: isCut }, index) => ({
              key: `${index} ${name}`,
              cells: [
                <code key="name">{displayText(name)}</code>,
                <code key="value">
                  {displayText(value)}
                  {isCut && ' …'}
                </code>,
              ],
            }))}
          />
        </>
      )}
    </Section>
  )
}
