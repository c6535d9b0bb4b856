import type { Told } from '../../../../../shared/contract/details.ts'
import { endOfWait, reasonOfWait } from '../../../../../shared/model/wait-channels.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'
import { useSection, type Ask } from './use-section.ts'

const askChannel: Ask<string> = (client, identity) => client.details.waitChannel(identity)
const askFrozen: Ask<boolean> = (client, identity) => client.details.frozen(identity)

/** Why a process sleeps: where in the kernel, or that its control group is frozen; and what ends an uninterruptible sleep. */
export function WaitsIn({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const lives = process.fresh !== 'ended'
  const { answer } = useSection(askChannel, process, lives, true)
  const frozen = useSection(askFrozen, process, lives, true).answer
  if (!lives) return undefined
  const isDeep = process.state === 'disk-sleep'
  // Frozen, it still shows the function in which it waited before.
  if (frozen?.kind === 'told' && frozen.value) return <p>{text(isDeep ? 'details.frozenDeep' : 'details.frozen')}</p>
  const ends = answer?.kind === 'told' ? endOfWait(answer.value) : undefined
  return (
    <>
      {isDeep && <p>{text(`details.uninterruptible.${ends ?? 'either'}`)}</p>}
      <WaitChannel answer={answer} />
    </>
  )
}

/** The kernel function in which a process waits, and what that means where it is known. */
function WaitChannel({ answer }: { readonly answer: Told<string> | undefined }) {
  const text = useText()
  if (answer?.kind === 'denied' || answer?.kind === 'denied-to-root') {
    return (
      <section className="fact">
        <h3>{text('column.waitChannel')}</h3>
        <p className="quiet">{text(`details.absent.${answer.kind}`)}</p>
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
