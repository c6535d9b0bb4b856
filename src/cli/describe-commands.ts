import { Command } from 'commander'
import { runApp } from './app.ts'
import { facts } from '../shared/contract/facts.ts'
import type { CliContext } from './cli-context.ts'
import { runKill } from './kill.ts'
import { listLessons } from './lab-list.ts'
import { runLesson } from './lab-run.ts'
import { runPs } from './ps.ts'
import { queryHelp, watchHelp } from './ps-help.ts'
import { runServe } from './serve.ts'
import { sortNames } from './sort.ts'

const appJson = 'with the window: print {"pid"}; in the browser: as of "forkscope serve --json"'
const exitStatuses = 'Exits 0 after success, 1 after a failure, 2 for a mistake in what was typed.'

/**
 * @param args as typed: commander does not tell whether a `--` was among them
 * @param exit gets the exit status of the command that ran
 * @returns the commands with their options and their help
 */
export function describeCommands(context: CliContext, args: readonly string[], exit: (code: number) => void): Command {
  const collect = (value: string, former: readonly string[]): readonly string[] => [...former, value]
  const root = new Command('forkscope')
    .description('A process manager and a process laboratory.')
    .version(context.version)
    .helpCommand('help [command]', 'say how to use a command')
    .helpOption('-h, --help', 'say how to use it')
    .enablePositionalOptions()
    .option('--json', appJson)
    .action(async (options) => exit(await runApp(options, context)))
    // Before a command it means the command's own.
    .hook('preAction', (given, command) => {
      if (command !== given && given.getOptionValue('json') === true) command.setOptionValue('json', true)
    })
    .addHelpText('after', `\nWithout a command it is "forkscope app".\n${exitStatuses}`)
  root
    .command('app')
    .description("open the desktop app; without Electron's runtime, serve it to the browser")
    .option('--json', appJson)
    .action(async (options) => exit(await runApp(options, context)))
  root
    .command('serve')
    .description('serve the app to a browser on this machine')
    .option('--port <number>', 'port of 127.0.0.1; 0 takes a free one', '0')
    .option('--socket <path>', 'a Unix socket that only you may open, instead of a port: for ssh -L PORT:PATH')
    .option('--open', 'open the browser')
    .option('--read-only', 'show processes, but signal none and run no lesson')
    .option(
      '--json',
      'print {"url","port","token","pid"} (of a socket {"socket","token","pid"}) instead of the sentence',
    )
    .action(async (options) => exit(await runServe(options, context)))
    .addHelpText('after', '\nIt runs until Ctrl-C or SIGTERM and exits 0.')
  root
    .command('ps')
    .description('list the processes of this machine')
    .option('--tree', 'order by parent, with lines')
    .option('--query <query>', 'only what the query means, see below; with --tree also what is above it')
    .option('--sort <field>', sortNames.join(', '))
    .option('--facts <list>', `what rows hold besides what they always do, with commas between: ${facts.join(', ')}`)
    .option('--watch', 'go on with what changes, until Ctrl-C')
    .option('--seconds <number>', 'with --watch: end after so many seconds')
    .option('--json', 'one JSON document; with --watch one JSON value per line')
    .action(async (options) => exit(await runPs(options, context)))
    .addHelpText('after', `\n${queryHelp}\n\n${watchHelp}`)
  root
    .command('kill')
    .description('end or signal processes: polite (SIGTERM) unless told otherwise')
    .argument(
      '<target...>',
      'a pid, pid@startKey, name:IMAGE (exact image name) or :PORT (who listens on it by TCP; where nobody does, by UDP, except on ports that the system gives to senders)',
    )
    .option('--signal <name>', 'SIGTERM, TERM, 15 … or, on Linux, RTMIN+1')
    .option('--force', 'SIGKILL; on Windows TerminateProcess')
    .option('--tree', 'the targets and all their descendants')
    .option('--grace <seconds>', 'polite first, forced after so many seconds')
    .option('--even-critical', 'also what is refused otherwise: init, Forkscope, system processes')
    .option('--dry-run', 'show who would be signalled, and signal nobody')
    .option('--json', 'print {"results":[…]}')
    .action(async (targets, options) => exit(await runKill(targets, options, context)))
    .addHelpText(
      'after',
      `\nOutcomes: sent, ended, gone, reused (the pid belongs to another process by now), denied, zombie, refused.
Exits 0 when all ended or were sent the signal, 1 when some were not, 2 for a mistake in what was typed.`,
    )
  const lab = root
    .command('lab')
    .description('run lessons as real processes')
    .helpCommand('help [command]', 'say how to use a command')
  lab
    .command('list')
    .description('list the lessons')
    .option('--json', 'as JSON')
    .action(async (options) => exit(await listLessons(options, context)))
  lab
    .command('run')
    .description('run a lesson and judge its checks, or observe a program of your own')
    .argument('[lesson]', 'id of a lesson, as in 16-zombie; or a program file (.ts, .js, .py, executable)')
    .argument('[args...]', 'after --: the arguments of the program file, or a whole command')
    .option('--param <name=value>', 'a parameter of the lesson; may be repeated', collect, [])
    .option('--seconds <number>', 'end the run after so many seconds')
    .option('--repeat <times>', 'run a lesson so many times, one after the other, and sum up')
    .option('--locale <locale>', 'of what is said about a lesson: en (default) or zh-CN')
    .option('--json', 'one JSON value per line: the events, last the report')
    .action(async (lesson, rest, options) => {
      const at = args.indexOf('--')
      const operands = (lesson === undefined ? [] : [lesson, ...rest]).length
      const dashes = at < 0 ? undefined : operands - (args.length - at - 1)
      exit(await runLesson({ lesson, rest, dashes }, options, context))
    })
    .addHelpText(
      'after',
      '\nExits 0 when all checks passed, 1 when one failed, 3 when none failed but some were inconclusive; with a program, as that program does (128 + n for signal n).\nA program is observed until nothing of it runs any more, also in the background; Ctrl-C or --seconds ends all of it.\n\nExamples:\n  forkscope lab run 16-zombie --param zombieSeconds=5\n  forkscope lab run my.ts -- its arguments\n  forkscope lab run -- python3 -c "print(1)"',
    )
  return root
}
