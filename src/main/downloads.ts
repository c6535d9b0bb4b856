import type { Session } from 'electron'
import type { MenuText } from './menu-text.ts'

/**
 * Tells of files that could not be saved: Electron asks where to, and then says nothing of a full disk or a folder that
 * may not be written to. Who cancels knows it.
 * @param words of the present language
 * @param tell shows a sentence to the person
 */
export function tellFailedDownloads(
  session: Pick<Session, 'on'>,
  words: () => MenuText,
  tell: (sentence: string) => void,
): void {
  session.on('will-download', (_event, item) => {
    item.once('done', (_done, state) => {
      // Interrupted before there was a path: the name that the page gave.
      const file = item.getSavePath() || item.getFilename()
      if (state === 'interrupted') tell(words().notSaved.replace('{file}', () => file))
    })
  })
}
