import { useEffect, useEffectEvent } from 'react'
import { useSpoken } from '../../components/use-spoken.ts'
import { useText } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** Who types is told once he rests. */
const restMs = 700

interface FoundWordsProps {
  readonly matches: ((row: PageProcess) => boolean) | undefined
  readonly count: number
}

/** For those who do not see the table: how many rows a filter leaves, when it is changed. */
export function FoundWords({ matches, count }: FoundWordsProps) {
  const text = useText()
  const [said, setSaid] = useSpoken()
  const say = useEffectEvent((filter: FoundWordsProps['matches']) =>
    setSaid(filter === undefined ? '' : text('sums.shown', { count })),
  )
  useEffect(() => {
    const timer = setTimeout(say, restMs, matches)
    return () => clearTimeout(timer)
  }, [matches])
  return (
    <p className="hidden" aria-live="polite">
      {said}
    </p>
  )
}
