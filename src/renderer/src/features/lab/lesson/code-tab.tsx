import { useState } from 'react'
import { useStore } from 'zustand'
import type { LessonFile } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { lineSeenLast } from '../model/named-line.ts'
import { labRun } from '../run-store.ts'
import { useMoment, usePicture } from '../stage/use-run.ts'
import { CodeView } from './code-view.tsx'

interface CodeTabProps {
  readonly file: LessonFile
  /** The lesson's id. */
  readonly lesson: string
}

/** A file of the lesson, with the line from which the last event came up to the moment that the stage shows. */
export function CodeTab({ file, lesson }: CodeTabProps) {
  const text = useText()
  const [copied, setCopied] = useState(false)
  const picture = usePicture()
  const moment = useMoment()
  // Other lessons have files of the same names.
  const isShown = useStore(labRun, ({ title }) => title === lesson)
  const seen = isShown ? lineSeenLast(picture, file.name, moment) : undefined
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
        {seen !== undefined && <small>{text('lab.lineSeen', { line: seen })}</small>}
      </p>
      <CodeView code={file.code} language={file.language} label={file.name} line={seen} />
    </div>
  )
}
