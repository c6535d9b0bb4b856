import { createStore } from 'zustand/vanilla'

/** How far a learner got with a lesson: it was run, or all its checks passed. Without an entry it is unread. */
export type Progress = 'read' | 'run' | 'passed'

const ranks: readonly Progress[] = ['read', 'run', 'passed']
const progressKey = 'forkscope.lab.progress'
const placeKey = 'forkscope.lab.place'
const isProgress = (value: unknown): value is Progress => ranks.some((each) => each === value)

function load(): ReadonlyMap<string, Progress> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(progressKey) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return new Map()
    return new Map(
      Object.entries(kept).flatMap(([lesson, value]): [string, Progress][] =>
        isProgress(value) ? [[lesson, value]] : [],
      ),
    )
  } catch {
    // Somebody else wrote there, or storage is forbidden: a learner then starts anew.
    return new Map()
  }
}

export const progress = createStore<{ readonly lessons: ReadonlyMap<string, Progress> }>(() => ({ lessons: load() }))

/** Remembers progress; what was reached once stays. */
export function markProgress(lesson: string, reached: Progress): void {
  const { lessons } = progress.getState()
  const before = lessons.get(lesson)
  if (before !== undefined && ranks.indexOf(before) >= ranks.indexOf(reached)) return
  const next = new Map(lessons).set(lesson, reached)
  progress.setState({ lessons: next })
  keep(progressKey, JSON.stringify(Object.fromEntries(next)))
}

/** @returns the lesson that was open last */
export function lastPlace(): string | undefined {
  try {
    return localStorage.getItem(placeKey) ?? undefined
  } catch {
    return undefined
  }
}

export function rememberPlace(lesson: string): void {
  keep(placeKey, lesson)
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Without storage it is known until the page is closed.
  }
}
