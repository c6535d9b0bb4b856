import type { Text } from '../../i18n/use-text.ts'
import { say } from './toasts.ts'

/** Puts the pids of those that are meant on the clipboard, one a line: as `kill` and `xargs` take them. */
export async function copyPids(meant: readonly { readonly pid: number }[], text: Text): Promise<void> {
  try {
    await navigator.clipboard.writeText(meant.map(({ pid }) => String(pid)).join('\n'))
  } catch {
    say(text('action.notCopied'), 'bad')
  }
}
