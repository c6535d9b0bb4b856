import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LessonFile } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { lineNamedLast } from '../model/named-line.ts'
import { labRun } from '../run-store.ts'
import { CodeView } from './code-view.tsx'

/** A file of the lesson, with the line that the run named last. */
export function CodeTab({ file }: { readonly file: LessonFile }) {
  const text = useText()
  const [copied, setCopied] = useState(false)
  const lines = useStore(labRun, ({ picture }) => picture.console.length)
  const seen = useMemo(() => {
    const line = lineNamedLast(labRun.getState().picture.console.slice(0, lines), file.name)
    return line === undefined ? [] : [line]
  }, [lines, file.name])
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(file.code)
    setCopied(true)
  }
  return (
    <div className="code-tab">
      <p className="line">
        <small>{file.language === 'python' ? text('lab.pythonReference') : text('lab.codeThatRuns')}</small>
        <button type="button" onClick={() => void copy()} onBlur={() => setCopied(false)}>
          {text(copied ? 'lab.copied' : 'details.copy')}
        </button>
        {seen[0] !== undefined && <small>{text('lab.lineSeen', { line: seen[0] })}</small>}
      </p>
      <CodeView code={file.code} language={file.language} label={file.name} lines={seen} />
    </div>
  )
}
