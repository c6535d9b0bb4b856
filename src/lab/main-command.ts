import type { SupervisorOrder } from './engine/supervisor-messages.ts'
import { environment } from './multiprocessing/run-environment.ts'

/** How the main process of a run is started. */
export interface MainCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** @param compiler where the compiler of the learner's modules listens */
export function mainCommand(order: SupervisorOrder, compiler: string | undefined): MainCommand {
  const { program, run, lesson, folder, parameters } = order
  const env = {
    ...process.env,
    ...order.environment,
    // Also the mark by which the undertaker knows what belongs to the run.
    [environment.run]: run,
    [environment.lesson]: lesson,
    [environment.folder]: folder,
    [environment.parameters]: JSON.stringify(parameters),
  }
  if (program.kind === 'command') return { command: program.command, args: program.args, env }
  const marks = [`--forkscope-run=${run}`, `--forkscope-lesson=${lesson}`, '--forkscope-role=main']
  const args = program.kind === 'module' && program.args.length > 0 ? ['--', ...program.args] : []
  // Goes with the run, however that ends: what a lesson leaves there too. A learner's own files are the learner's.
  const temporary = program.kind === 'lesson' ? { TMPDIR: folder, TEMP: folder, TMP: folder } : {}
  return {
    command: process.execPath,
    args: [order.child, ...marks, '--forkscope-name=MainProcess', ...args],
    env: {
      ...env,
      ...temporary,
      ...('electron' in process.versions && { ELECTRON_RUN_AS_NODE: '1' }),
      ...(compiler !== undefined && { [environment.compiler]: compiler }),
      [environment.program]: program.file,
    },
  }
}
