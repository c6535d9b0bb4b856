import { useIntl } from 'react-intl'
import type { TreeRow } from '../../../../../shared/model/tree.ts'
import { downloadFile } from '../../../components/download-file.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { ShownColumn } from '../columns/choose.ts'
import type { Sums } from '../columns/use-subtree-sums.ts'
import { processes, type PageProcess } from '../process-store.ts'
import { say } from '../toasts.ts'
import { view } from '../view-store.ts'
import { rowsIn, type Scope } from './shared-rows.ts'
import { writeTable, type TableFormat } from './table-file.ts'

const files = {
  text: { ending: 'txt', type: 'text/plain' },
  csv: { ending: 'csv', type: 'text/csv' },
  json: { ending: 'json', type: 'application/json' },
} as const satisfies Readonly<Record<TableFormat, unknown>>

export interface Share {
  readonly copy: (scope: Scope, format: TableFormat) => void
  /** Where it is saved is the person's to say. */
  readonly save: (scope: Scope, format: TableFormat) => void
}

/** @returns what copies rows, or saves them as a file */
export function useShare(
  shown: readonly TreeRow<PageProcess>[],
  columns: readonly ShownColumn[],
  sums: Sums | undefined,
): Share {
  const text = useText()
  const { locale } = useIntl()
  const made = (
    scope: Scope,
    format: TableFormat,
  ): { readonly content: string; readonly count: number } | undefined => {
    const { rows: all, at, sample } = processes.getState()
    const rows = rowsIn(scope, { all, shown, ...view.getState() })
    if (rows.length === 0) {
      say(text('share.nothing'), 'bad')
      return undefined
    }
    const table = { rows, columns, sums, at, source: sample?.source ?? '', locale, text }
    return { content: writeTable(table, format), count: rows.length }
  }
  return {
    copy(scope, format) {
      const table = made(scope, format)
      if (table === undefined) return
      navigator.clipboard.writeText(table.content).then(
        () => say(text('share.copied', { count: table.count }), 'good'),
        () => say(text('share.notCopied'), 'bad'),
      )
    },
    save(scope, format) {
      const table = made(scope, format)
      const { ending, type } = files[format]
      if (table !== undefined) downloadFile(`forkscope-processes.${ending}`, new Blob([table.content], { type }))
    },
  }
}
