import type { Progress, Settings } from '../../../../shared/contract/settings.ts'
import { backend, changeSettings } from '../../host/backend-store.ts'

const ranks: readonly Progress[] = ['read', 'run', 'passed']

/** Remembers progress; what was reached once stays. */
export function markProgress(lesson: string, reached: Progress): void {
  const { progress } = backend.getState().settings.learner
  const before = progress[lesson]
  if (before !== undefined && ranks.indexOf(before) >= ranks.indexOf(reached)) return
  keep({ progress: { ...progress, [lesson]: reached } })
}

export function rememberPlace(lesson: string): void {
  if (backend.getState().settings.learner.place !== lesson) keep({ place: lesson })
}

function keep(what: Partial<Settings['learner']>): void {
  changeSettings({ learner: { ...backend.getState().settings.learner, ...what } }).catch(() => {
    // Without a host it is known until the page is closed.
  })
}
