import { ORPCError } from '@orpc/client'
import { useStore } from 'zustand'
import type { ProgramMistake, ProgramRequest } from '../../../../../shared/contract/lab.ts'
import { programMistakeSchema } from '../../../../../shared/contract/lab.ts'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { labRun, stopRun } from '../run-store.ts'
import { startProgram } from '../start-run.ts'
import { program, splitCommand } from './program-store.ts'

/** @returns what the compiler found, or that something else went wrong */
function mistakesOf(cause: unknown): readonly ProgramMistake[] {
  const data: unknown = cause instanceof ORPCError ? cause.data : undefined
  const found: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'mistakes') : undefined
  const mistakes = programMistakeSchema.array().safeParse(found)
  if (mistakes.success) return mistakes.data
  return [{ message: cause instanceof Error ? cause.message : String(cause) }]
}

async function run(): Promise<void> {
  const { client } = backend.getState()
  const { kind, language, code, command } = program.getState()
  if (client === undefined) return
  const words = [...splitCommand(command)]
  const request: ProgramRequest = kind === 'command' ? { kind, command: words } : { kind, language, code }
  program.setState({ mistakes: [], ran: kind === 'text' ? code : undefined })
  try {
    await startProgram(client, request, kind === 'command' ? (words[0] ?? '') : 'program')
  } catch (cause) {
    program.setState({ mistakes: mistakesOf(cause) })
  }
}

/** Runs the learner's own program, or stops it. */
export function ProgramRunBar() {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const running = useStore(labRun, (state) => state.running)
  const { kind, code, command } = useStore(program)
  const readOnly = useStore(backend, isReadOnly)
  const empty = kind === 'command' ? command.trim() === '' : code.trim() === ''
  return (
    <div className="line run-bar">
      <button
        type="button"
        className="primary"
        disabled={running || readOnly || client === undefined || empty}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => void run()}
      >
        <i aria-hidden="true">▶</i> {text(running ? 'lab.running' : 'lab.run')}
      </button>
      <button
        type="button"
        disabled={!running || readOnly}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void stopRun(client)}
      >
        <i aria-hidden="true">■</i> {text('lab.stop')}
      </button>
    </div>
  )
}
