import { reasonOfWait } from '../../../../../shared/model/wait-channels.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'
import { useSection, type Ask } from './use-section.ts'

const ask: Ask<string> = (client, identity) => client.details.waitChannel(identity)

/** The kernel function in which a process waits, and what that means where it is known. */
export function WaitsIn({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const { answer } = useSection(ask, process, process.fresh !== 'ended', true)
  if (process.fresh === 'ended') return undefined
  if (answer?.kind === 'denied') {
    return (
      <section className="fact">
        <h3>{text('column.waitChannel')}</h3>
        <p className="quiet">{text('details.absent.denied')}</p>
      </section>
    )
  }
  if (answer?.kind !== 'told') return undefined
  const reason = reasonOfWait(answer.value)
  return (
    <p>
      {text('details.waitsIn')} <code>{answer.value}</code>
      {reason !== undefined && `: ${text(`details.wait.${reason}`)}`}
    </p>
  )
}
