import type { LessonFile, Locale } from '../shared/contract/lab.ts'

// The very files that run and are read; the build takes them in as text.
const texts = import.meta.glob<string>('./lessons/*/*.md', { query: '?raw', import: 'default', eager: true })
const sources = import.meta.glob<string>('./lessons/*/{scenario,targets}.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const references = import.meta.glob<string>('./lessons/*/reference.py', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** @returns the lesson's text in Markdown; empty when there is none */
export function lessonText(id: string, locale: Locale): string {
  return texts[`./lessons/${id}/${locale}.md`] ?? ''
}

/** @returns the lesson's programs: what runs, and the same for Python */
export function lessonSources(id: string): readonly LessonFile[] {
  const file = (name: string, language: LessonFile['language'], code: string | undefined): LessonFile[] =>
    code === undefined ? [] : [{ name, language, code }]
  const folder = `./lessons/${id}`
  return [
    ...file('scenario.ts', 'typescript', sources[`${folder}/scenario.ts`]),
    ...file('targets.ts', 'typescript', sources[`${folder}/targets.ts`]),
    ...file('reference.py', 'python', references[`${folder}/reference.py`]),
  ]
}
