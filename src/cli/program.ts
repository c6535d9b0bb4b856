import { Command, CommanderError } from 'commander'
import type { CliContext } from './cli-context.ts'
import { runApp } from './app.ts'
import { runKill } from './kill.ts'
import { listLessons } from './lab-list.ts'
import { runLesson } from './lab-run.ts'
import { runPs } from './ps.ts'
import { runServe } from './serve.ts'
import { FailedError, suggestion, UsageError } from './usage-error.ts'
import { visible } from './visible.ts'

/**
 * Parses the arguments and runs the command.
 * @returns the exit status
 */
export async function runProgram(args: readonly string[], context: CliContext): Promise<number> {
  let status = 0
  const root = describe(context, args, (code) => {
    status = code
  })
  strict(root)
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

function describe(context: CliContext, args: readonly string[], exit: (code: number) => void): Command {
  const collect = (value: string, former: readonly string[]): readonly string[] => [...former, value]
  const root = new Command('forkscope')
    .description('A process manager and a process laboratory.')
    .version(context.version)
    .helpCommand(false)
    .action(async () => exit(await runApp(context)))
  root
    .command('app')
    .description("open the desktop app; without Electron's runtime, serve it to the browser")
    .action(async () => exit(await runApp(context)))
  root
    .command('serve')
    .description('serve the app to a browser on this machine')
    .option('--port <number>', 'port of 127.0.0.1; 0 takes a free one', '0')
    .option('--open', 'open the browser')
    .option('--read-only', 'show processes, but signal none and run no lesson')
    .option('--json', 'print {"url","port","token","pid"} instead of the sentence')
    .action(async (options) => exit(await runServe(options, context)))
  root
    .command('ps')
    .description('list the processes of this machine')
    .option('--tree', 'order by parent, with lines')
    .option('--query <words>', 'only processes whose name, command, pid or user contains every word')
    .option('--sort <field>', 'pid, ppid, name, user, state, cpu, memory, threads, nice, started, command')
    .option('--watch', 'go on with what changes, until Ctrl-C')
    .option('--seconds <number>', 'with --watch: end after so many seconds')
    .option('--show-secrets', 'do not mask what looks like a password or token in command lines')
    .option('--json', 'one JSON document; with --watch one JSON value per line')
    .action(async (options) => exit(await runPs(options, context)))
  root
    .command('kill')
    .description('end or signal processes: polite (SIGTERM) unless told otherwise')
    .argument('<target...>', 'a pid, pid@startKey, name:IMAGE (exact image name) or :PORT (who listens on it)')
    .option('--signal <name>', 'SIGTERM, TERM or 15 …')
    .option('--force', 'SIGKILL; on Windows TerminateProcess')
    .option('--tree', 'the targets and all their descendants')
    .option('--grace <seconds>', 'polite first, forced after so many seconds')
    .option('--even-critical', 'also what is refused otherwise: init, Forkscope, system processes')
    .option('--dry-run', 'show who would be signalled, and signal nobody')
    .option('--json', 'print {"results":[…]}')
    .action(async (targets, options) => exit(await runKill(targets, options, context)))
  const lab = root.command('lab').description('run lessons as real processes')
  lab
    .command('list')
    .description('list the lessons')
    .option('--json', 'as JSON')
    .action(async (options) => exit(await listLessons(options, context)))
  lab
    .command('run')
    .description('run a lesson and judge its checks')
    .argument('[lesson]', 'id of a lesson, as in 16-zombie')
    .argument('[args...]', 'of a program (with a later version)')
    .option('--param <name=value>', 'a parameter of the lesson; may be repeated', collect, [])
    .option('--seconds <number>', 'end the run after so many seconds')
    .option('--repeat <times>', 'run so many times, one after the other, and sum up', '1')
    .option('--locale <locale>', 'en or zh-CN', 'en')
    .option('--json', 'one JSON value per line: the events, last the report')
    .action(async (lesson, rest, options) => {
      exit(await runLesson({ lesson, rest, dashes: args.includes('--') }, options, context))
    })
  return root
}

/** Makes commander throw one sentence for every mistake instead of printing and exiting. */
function strict(command: Command): void {
  command.configureOutput({ writeErr: () => {} })
  command.showSuggestionAfterError(false)
  command.exitOverride((error) => {
    if (error.exitCode === 0) throw error
    throw new UsageError(reword(error, command))
  })
  for (const child of command.commands) strict(child)
}

function reword(error: CommanderError, command: Command): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const commands = command.commands.map((child) => child.name())
  switch (error.code) {
    case 'commander.unknownOption': {
      const options = [...command.options.map((option) => option.long ?? ''), '--help'].filter((name) => name !== '')
      return `There is no option ${quoted} of "${pathOf(command)}"${suggestion(quoted.split('=')[0] ?? '', options)}`
    }
    case 'commander.unknownCommand':
      return `There is no command "${quoted}" of "${pathOf(command)}"${suggestion(quoted, commands)}`
    case 'commander.optionMissingArgument':
      return `The option ${quoted} needs a value.`
    case 'commander.missingArgument':
      return `"${pathOf(command)}" needs a ${quoted}; see "${pathOf(command)} --help".`
    case 'commander.excessArguments': {
      const extra = command.args.at(command.registeredArguments.length) ?? ''
      if (commands.length > 0)
        return `There is no command "${extra}" of "${pathOf(command)}"${suggestion(extra, commands)}`
      return `"${pathOf(command)}" takes no argument "${extra}".`
    }
    case 'commander.help':
      return `"${pathOf(command)}" needs a command: ${commands.join(' or ')}.`
    default:
      return `${error.message.replace(/^error: /, '').replace(/\n[^]*$/, '')}.`
  }
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}
