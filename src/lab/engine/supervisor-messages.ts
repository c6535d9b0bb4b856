import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'

/** Names the run's folder to a supervisor from its first moment: while it is being loaded, an order may be lost. */
export const folderVariable = 'FORKSCOPE_RUN_FOLDER'

/** The engine → the supervisor of a run. */
export type SupervisorRequest =
  | { readonly kind: 'order'; readonly order: SupervisorOrder }
  | { readonly kind: 'probe'; readonly target: ProcessIdentity; readonly signal: NodeJS.Signals }
  /** A process of the run that nobody has told the supervisor of: it ends it too. */
  | { readonly kind: 'known'; readonly identity: ProcessIdentity }
  /** Who follows the run cannot keep up: no more is read of what its programs write until they can. */
  | { readonly kind: 'hold' | 'go-on' }
  /** Asks for an answer after all that was told before. */
  | { readonly kind: 'hear-out' }
  /** Ends the run; `done`: its program has ended and was observed to the end. */
  | { readonly kind: 'end' | 'done' }

/** The supervisor → the engine. */
export type SupervisorMessage =
  /** `epochUs`: when the run's clock was 0, in microseconds since 1970. */
  | { readonly kind: 'clock'; readonly epochUs: number; readonly supervisor: ProcessIdentity }
  | { readonly kind: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'heard-out' }
  /** The main process has ended; what is left is not ended before the engine has looked once more. */
  | { readonly kind: 'main-ended' }
  /** The program could not be started at all. */
  | { readonly kind: 'not-started'; readonly message: string }
  /** From this time on, in microseconds of the run's clock, the supervisor ends all that is left. */
  | { readonly kind: 'ending'; readonly t: number }
  | { readonly kind: 'ended'; readonly leftBehind: number; readonly reason: 'done' | 'by-request' | 'time-limit' }

/** What the main process of a run executes. */
export type RunProgram =
  /** A lesson's built scenario. */
  | { readonly kind: 'lesson'; readonly file: string }
  /** A learner's own module, TypeScript or JavaScript. */
  | { readonly kind: 'module'; readonly file: string; readonly args: readonly string[] }
  /** Any executable. */
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] }

/** What the supervisor is told first: longer than the environment or a command line may be. */
export interface SupervisorOrder {
  readonly run: string
  readonly lesson: string
  readonly parameters: Readonly<Record<string, number>>
  readonly child: string
  readonly program: RunProgram
  /** What its processes find in their environment besides. */
  readonly environment?: Readonly<Record<string, string>>
  /** Private to the run: its socket, and what its processes hand to each other. */
  readonly folder: string
  readonly timeLimitMs: number
}
