import { CommanderError } from 'commander'
import type { CliContext } from './cli-context.ts'
import { describeCommands } from './describe-commands.ts'
import { refuseMistakes } from './refuse-mistakes.ts'
import { FailedError, UsageError } from './usage-error.ts'
import { visible } from './visible.ts'

/**
 * Parses the arguments and runs the command.
 * @returns the exit status
 */
export async function runProgram(args: readonly string[], context: CliContext): Promise<number> {
  let status = 0
  const root = describeCommands(context, args, (code) => {
    status = code
  })
  refuseMistakes(root)
  try {
    await root.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const usage = error instanceof UsageError || error instanceof CommanderError
    const expected = usage || error instanceof FailedError
    const message = error instanceof Error ? error.message : String(error)
    context.terminal.say(visible(expected ? message : `Forkscope failed: ${message}`))
    return usage ? 2 : 1
  }
}
