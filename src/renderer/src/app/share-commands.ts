import { pageActions, whenShown } from '../features/processes/page-actions.ts'
import { openPanel } from '../features/processes/panels.ts'
import { formats } from '../features/processes/share/table-file.ts'
import type { Text } from '../i18n/use-text.ts'
import type { Command } from './commands.ts'

/** @returns what copies rows, or saves them as a file, in each format: those meant, and those with all below them */
export function shareMeantCommands(text: Text): readonly Command[] {
  return (['meant', 'subtree'] as const).flatMap((scope) =>
    formats.flatMap((format): readonly Command[] => {
      const values = { format: text(`share.${format}`) }
      return [
        {
          id: `copy-${scope}-${format}`,
          title: text(scope === 'meant' ? 'command.copyMeant' : 'command.copySubtree', values),
          ...(scope === 'meant' && format === 'text' && { keys: 'Ctrl+C' }),
          run: () => pageActions.getState().actions?.copy(scope, format),
        },
        {
          id: `save-${scope}-${format}`,
          title: text(scope === 'meant' ? 'command.saveMeant' : 'command.saveSubtree', values),
          run: () => pageActions.getState().actions?.save(scope, format),
        },
      ]
    }),
  )
}

/**
 * @param onProcesses shows the page of processes before something is done there
 * @returns what the buttons above the table do: its columns, what is kept under a name, all that is shown as text or file
 */
export function toolbarCommands(onProcesses: (run: () => void) => () => void, text: Text): readonly Command[] {
  const opening = (panel: Parameters<typeof openPanel>[0]) => onProcesses(() => whenShown(() => openPanel(panel)))
  return [
    { id: 'columns', title: text('command.columns'), run: opening('columns') },
    { id: 'keep', title: text('command.keep'), run: opening('saved') },
    ...formats.flatMap((format): readonly Command[] => {
      const values = { format: text(`share.${format}`) }
      return [
        {
          id: `copy-shown-${format}`,
          title: text('command.copyShown', values),
          run: onProcesses(() => whenShown((page) => page.copy('shown', format))),
        },
        {
          id: `save-shown-${format}`,
          title: text('command.saveShown', values),
          run: onProcesses(() => whenShown((page) => page.save('shown', format))),
        },
      ]
    }),
    { id: 'share', title: text('command.share'), run: opening('share') },
  ]
}
