import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { useText } from '../../../i18n/use-text.ts'
import { codeExtensions, pointAt, type CodeLanguage } from './code-mirror.ts'

interface CodeViewProps {
  readonly code: string
  readonly language: CodeLanguage
  readonly label: string
  /** Lines with mistakes, from 1. */
  readonly mistakes?: readonly number[]
  /** The line where the run was last seen, from 1. */
  readonly line?: number | undefined
  /** Given: the code can be written. */
  readonly onChange?: (code: string) => void
}

const nowhere: readonly number[] = []

/** Code with highlighting and line numbers. */
export function CodeView({ code, language, label, mistakes = nowhere, line, onChange }: CodeViewProps) {
  const hint = useText()('lab.leaveCode')
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | undefined>(undefined)
  const change = useRef(onChange)
  change.current = onChange
  const editable = onChange !== undefined
  useEffect(() => {
    if (place.current === null) return undefined
    const extensions = codeExtensions(
      language,
      { label, hint },
      editable ? (text) => change.current?.(text) : undefined,
    )
    const made = new EditorView({ parent: place.current, state: EditorState.create({ extensions }) })
    view.current = made
    return () => made.destroy()
  }, [language, label, hint, editable])
  useEffect(() => {
    const { current } = view
    if (current === undefined || current.state.doc.toString() === code) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: code } })
  }, [code, language, label, hint, editable])
  useEffect(() => {
    const { current } = view
    if (current === undefined) return
    current.dispatch({ effects: pointAt.of({ mistakes, line }) })
    const [first = line] = mistakes
    if (first === undefined || first > current.state.doc.lines) return
    // Where the run is changes often: what can be seen already does not jump.
    const y = mistakes.length > 0 ? 'center' : 'nearest'
    current.dispatch({ effects: EditorView.scrollIntoView(current.state.doc.line(first).from, { y, yMargin: 40 }) })
  }, [mistakes, line, code, language])
  return <div ref={place} className="code" />
}
