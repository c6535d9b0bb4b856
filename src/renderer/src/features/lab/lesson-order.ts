import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'

/** @returns the lessons whose number, title, summary or catalogue items hold all words */
export function searchLessons(
  lessons: readonly LessonSummary[],
  words: string,
  language: Locale,
): readonly LessonSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return lessons.filter((lesson) => {
    const text = [lesson.id, lesson.title.en, lesson.title[language], lesson.summary[language], ...lesson.covers]
    const all = text.join('\n').toLowerCase()
    return wanted.every((word) => all.includes(word))
  })
}

/** @returns the lessons by chapter, both in their order */
export function byChapter(lessons: readonly LessonSummary[]): ReadonlyMap<number, readonly LessonSummary[]> {
  const chapters = new Map<number, LessonSummary[]>()
  for (const lesson of lessons.toSorted((a, b) => a.chapter - b.chapter || a.id.localeCompare(b.id))) {
    const list = chapters.get(lesson.chapter)
    if (list === undefined) chapters.set(lesson.chapter, [lesson])
    else list.push(lesson)
  }
  return chapters
}

/** @returns the lesson that many places after this one */
export function neighbour(lessons: readonly LessonSummary[], id: string, step: number): LessonSummary | undefined {
  const ordered = [...byChapter(lessons).values()].flat()
  const at = ordered.findIndex((lesson) => lesson.id === id)
  return at < 0 ? undefined : ordered[at + step]
}
