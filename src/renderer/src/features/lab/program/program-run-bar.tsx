import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { labRun, stopRun } from '../run-store.ts'
import { startProgram } from '../start-run.ts'
import { pressOnce, useFocusAlong } from '../use-focus-along.ts'
import { mistakesOf, requestOf } from './problems.ts'
import { program } from './program-store.ts'

async function run(): Promise<void> {
  const { client } = backend.getState()
  if (client === undefined) return
  const request = requestOf(program.getState())
  if (request.kind !== 'text' && request.kind !== 'command') {
    program.setState({ mistakes: [{ message: request.kind, problem: request }] })
    return
  }
  program.setState({ mistakes: [] })
  try {
    await startProgram(client, request, request.kind === 'command' ? (request.command[0] ?? '') : 'program')
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
  const buttons = useFocusAlong(running)
  const empty = kind === 'command' ? command.trim() === '' : code.trim() === ''
  return (
    <div className="line run-bar">
      <button
        ref={buttons.run}
        type="button"
        className="primary"
        onKeyDown={pressOnce}
        disabled={running || readOnly || client === undefined || empty}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => void run()}
      >
        <i aria-hidden="true">▶</i> {text(running ? 'lab.running' : 'lab.run')}
      </button>
      <button
        ref={buttons.stop}
        type="button"
        onKeyDown={pressOnce}
        disabled={!running || readOnly}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void stopRun(client)}
      >
        <i aria-hidden="true">■</i> {text('lab.stop')}
      </button>
    </div>
  )
}
