import { keyOf } from '../../../../shared/model/tree.ts'
import type { Text } from '../../i18n/use-text.ts'
import { pageActions } from './page-actions.ts'
import { processes } from './process-store.ts'
import { say } from './toasts.ts'
import { expandRows, focusRow, setFilter, view } from './view-store.ts'

/**
 * Selects a row that a person is led to. Keys act on what is selected, so it must be seen: what is closed above it opens,
 * and a filter that hides it is dropped, which is said.
 */
export function goTo(key: string, text: Text): void {
  const { actions } = pageActions.getState()
  if (actions?.shows(key) === false) {
    if (!actions.matches(key)) {
      setFilter('')
      view.setState({ chip: 'all' })
      say(text('table.filterDropped'), 'good')
    }
    expandRows(keysAbove(key))
  }
  focusRow(key)
}

/** Goes to the parent of the selected row; stays where there is none. */
export function goToParent(text: Text): void {
  const [parent] = keysAbove(view.getState().selected ?? '')
  if (parent !== undefined) goTo(parent, text)
}

/** @returns the ancestors that are known, the nearest first */
function keysAbove(key: string): readonly string[] {
  const { rows } = processes.getState()
  const found = new Set<string>()
  for (let row = rows.get(key); row?.parentStartKey !== undefined;) {
    const above = keyOf({ pid: row.ppid, startKey: row.parentStartKey })
    if (!rows.has(above) || found.has(above)) break
    found.add(above)
    row = rows.get(above)
  }
  return [...found]
}
