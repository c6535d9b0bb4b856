import type { Process, TableEvent, TableNews } from '../../../../shared/contract/process.ts'
import { changed } from '../../../../shared/model/row-changes.ts'
import { keyOf } from '../../../../shared/model/tree.ts'

/** @returns turns what the host tells of the table into whole rows again */
export function createNewsReader(): (news: TableNews) => TableEvent {
  const known = new Map<string, Process>()
  const keep = (row: Process): void => void known.set(keyOf(row), row)
  return (news) => {
    if (news.kind === 'trouble') return news
    if (news.kind === 'snapshot') {
      known.clear()
      news.processes.forEach(keep)
      return news
    }
    news.started.forEach(keep)
    const rows = news.changed.flatMap((change) => changed(known.get(keyOf(change)), change) ?? [])
    rows.forEach(keep)
    for (const each of news.ended) known.delete(keyOf(each))
    return { ...news, changed: rows }
  }
}
