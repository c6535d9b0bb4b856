import type { Command, CommanderError } from 'commander'
import { signalOptionSentence } from './signal-option.ts'
import { suggestion, UsageError } from './usage-error.ts'

/** Makes commander throw one sentence for every mistake instead of printing and exiting. */
export function refuseMistakes(command: Command): void {
  command.configureOutput({ writeErr: () => {} })
  command.showSuggestionAfterError(false)
  command.exitOverride((error) => {
    if (error.exitCode === 0) throw error
    throw new UsageError(reword(error, command))
  })
  for (const child of command.commands) refuseMistakes(child)
}

function reword(error: CommanderError, command: Command): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const commands = command.commands.map((child) => child.name())
  switch (error.code) {
    case 'commander.unknownOption': {
      const signal = command.name() === 'kill' ? signalOptionSentence(quoted) : undefined
      if (signal !== undefined) return signal
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
