import type { PageProcess } from '../process-store.ts'
import type { SignalIntent } from '../signal-target.ts'
import { Charts } from './charts.tsx'
import { CommandLine } from './command-line.tsx'
import { Commands } from './commands.tsx'
import { Environment } from './environment.tsx'
import { Explained } from './explained.tsx'
import { Family } from './family.tsx'
import { Insides } from './insides.tsx'
import { OpenThings } from './open-things.tsx'
import { Overview } from './overview.tsx'
import { useIo } from './use-io.ts'
import { WaitsIn } from './waits-in.tsx'
import '../../../styles/details.css'

interface DetailsBodyProps {
  readonly process: PageProcess
  /** What an action would mean: all that are marked, or the process alone. */
  readonly together: readonly PageProcess[]
  readonly onSignal: (intent: SignalIntent) => void
  readonly onSelect: (key: string) => void
}

/** All about one process: what explains it first, then its figures, then what is asked for when it is opened. */
export function DetailsBody({ process, together, onSignal, onSelect }: DetailsBodyProps) {
  const io = useIo(process)
  return (
    <div className="details-body">
      <div className="details-first">
        <div>
          <Explained process={process} onSignal={onSignal} />
          <Overview process={process} />
          {process.state === 'sleeping' && <WaitsIn process={process} />}
          <Family process={process} onSelect={onSelect} />
          <CommandLine process={process} />
        </div>
        <div>
          <Charts process={process} io={io} />
        </div>
      </div>
      <Commands together={together} />
      <Environment process={process} />
      <OpenThings process={process} />
      <Insides process={process} />
    </div>
  )
}
