import MarkdownIt from 'markdown-it'
import { useMemo } from 'react'

// Lessons are files of ours, and still: nothing in them becomes markup but Markdown's own.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true })

/** A lesson's text. Links would lead out of the program: they stay words. */
export function LessonText({ source }: { readonly source: string }) {
  const html = useMemo(() => markdown.disable(['link', 'image', 'autolink']).render(source), [source])
  // oxlint-disable-next-line react/no-danger -- written by markdown-it with html off
  return <div className="lesson-text" dangerouslySetInnerHTML={{ __html: html }} />
}
