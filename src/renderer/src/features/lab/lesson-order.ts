import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'

/**
 * @param texts by lesson, what it says besides its summary, and its code; empty until they are known
 * @returns the lessons that hold all words: anywhere in their number, titles and summary, elsewhere where a word or a
 *   part of an identifier begins, or `lock` would be in each one that says `block`
 */
export function searchLessons(
  lessons: readonly LessonSummary[],
  words: string,
  language: Locale,
  texts: ReadonlyMap<string, string> = new Map(),
): readonly LessonSummary[] {
  const wanted = words.split(/\s+/).filter(Boolean)
  return lessons.filter((lesson) => {
    const { id, title, summary, covers } = lesson
    const about = [id, title.en, title[language], summary[language], ...covers].join('\n').toLowerCase()
    const said = [...saidBy(lesson, language), texts.get(id)].join('\n')
    return wanted.every((word) => about.includes(word.toLowerCase()) || holds(said, word))
  })
}

/** What is asked, measured and offered beside the lesson's text. */
function saidBy({ parameters, checks, questions, variants, actions }: LessonSummary, language: Locale): string[] {
  const titled = [...parameters, ...checks, ...variants, ...actions].map(({ title }) => title[language])
  const asked = questions.flatMap(({ text, options }) => [text, ...(options ?? []).map((option) => option.text)])
  return [...titled, ...actions.map(({ signal }) => signal), ...asked.map((each) => each[language])]
}

const isOfWord = (sign: string): boolean => /[a-z0-9]/i.test(sign)
const isUpper = (sign: string): boolean => /[A-Z]/.test(sign)

/** @returns whether the word is in the text, not within another word; Chinese has no spaces between words */
function holds(text: string, word: string): boolean {
  const [all, wanted] = [text.toLowerCase(), word.toLowerCase()]
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    const [before, first] = [text.charAt(at - 1), text.charAt(at)]
    if (!isOfWord(first) || !isOfWord(before) || (isUpper(first) && !isUpper(before))) return true
  }
  return false
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
