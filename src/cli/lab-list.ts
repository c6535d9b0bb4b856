import { withBackend, type CliContext } from './cli-context.ts'
import { tableLines } from './table-text.ts'

/** `forkscope lab list` */
export async function listLessons(options: { readonly json?: true }, context: CliContext): Promise<number> {
  const { terminal } = context
  await withBackend(context, async ({ lab }) => {
    const lessons = lab.list()
    if (options.json) return terminal.json(lessons)
    const titles = [{ title: 'LESSON' }, { title: 'CHAPTER', right: true }, { title: 'TITLE' }]
    const rows = lessons.map(({ id, chapter, title, unavailable }) => [
      id,
      String(chapter),
      unavailable === undefined ? title.en : `${title.en} (not here: ${unavailable.en})`,
    ])
    for (const line of tableLines(titles, rows, terminal.columns)) terminal.line(line)
  })
  return 0
}
