import { useEffect, useEffectEvent, useRef } from 'react'
import { useSpoken } from '../../components/use-spoken.ts'
import { useText } from '../../i18n/use-text.ts'

/**
 * For those who do not see the table: how many rows are marked, when that changes. The row itself says nothing of it:
 * to readers it is selected before and after.
 */
export function MarkedWords({ count }: { readonly count: number }) {
  const text = useText()
  const [said, setSaid] = useSpoken()
  const former = useRef(count)
  const say = useEffectEvent(() => {
    if (count !== former.current) setSaid(text('sums.marked', { count }))
    former.current = count
  })
  useEffect(() => say(), [count])
  return (
    <p className="hidden" aria-live="polite">
      {said}
    </p>
  )
}
