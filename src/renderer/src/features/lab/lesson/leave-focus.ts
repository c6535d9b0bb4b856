import type { MouseEvent } from 'react'

/** A button that vanishes when it is pressed leaves the focus to the first field of its question. */
export function leaveFocus({ currentTarget }: MouseEvent<HTMLElement>): void {
  currentTarget.closest('fieldset')?.querySelector<HTMLElement>('input, li button:enabled')?.focus()
}
