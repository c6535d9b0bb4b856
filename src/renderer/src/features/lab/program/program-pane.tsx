import { useMemo, useRef, type DragEvent, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { downloadFile } from '../../../components/download-file.ts'
import { useText } from '../../../i18n/use-text.ts'
import { CodeView } from '../lesson/code-view.tsx'
import { ExampleChoice } from './example-choice.tsx'
import { isOfText } from './problems.ts'
import { chooseLanguage, kindOfFile, offerProgram, program, textOfFile } from './program-store.ts'
import { ReplaceQuestion } from './replace-question.tsx'
import { useLineSeen } from './use-line-seen.ts'
import { openRun } from '../share.ts'

const languages = ['typescript', 'javascript', 'python'] as const

interface ProgramPaneProps {
  /** How it is run, and why it was not. */
  readonly children: ReactNode
}

/** A program of the learner's own: edited here, or a command line. */
export function ProgramPane({ children }: ProgramPaneProps) {
  const text = useText()
  const { kind, language, fileName, code, command, mistakes } = useStore(program)
  const chooser = useRef<HTMLInputElement>(null)
  const open = async (file: File): Promise<void> => {
    const ofText = mistakes.filter(isOfText)
    program.setState({ mistakes: ofText })
    if (file.name.toLowerCase().endsWith('.jsonl')) return void (await openRun(file))
    const found = kindOfFile(file.name)
    if (found === undefined) {
      const problem = { kind: 'not-a-program', name: file.name } as const
      return program.setState({ mistakes: [...ofText, { message: problem.kind, problem }] })
    }
    return offerProgram({ ...found, fileName: file.name, code: await file.text() }, file.name)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    const [file] = event.dataTransfer.files
    if (file !== undefined) void open(file)
  }
  const save = (): void => {
    downloadFile(fileName, new Blob([textOfFile(program.getState())], { type: 'text/plain' }))
    program.setState({ clean: code })
  }
  const wrong = useMemo(() => mistakes.flatMap(({ line }) => line ?? []), [mistakes])
  const seen = useLineSeen()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a shortcut for the button
    <article className="lesson program" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h1>{text('lab.yourProgram')}</h1>
      <p className="summary">{text('lab.yourProgramHelp')}</p>
      <div className="line">
        <label>
          {text('lab.kind')}{' '}
          <select
            value={kind === 'command' ? 'command' : language}
            onChange={({ target }) => {
              const chosen = languages.find((each) => each === target.value)
              if (chosen === undefined) program.setState({ kind: 'command', mistakes: [] })
              else chooseLanguage(chosen)
            }}
          >
            <option value="typescript">TypeScript</option>
            <option value="javascript">JavaScript</option>
            <option value="python">Python</option>
            <option value="command">{text('lab.command')}</option>
          </select>
        </label>
        <ExampleChoice />
        <button type="button" onClick={() => chooser.current?.click()}>
          {text('lab.openFile')}
        </button>
        <button type="button" disabled={kind === 'command'} onClick={save}>
          {text('lab.saveFile')}
        </button>
        <input
          ref={chooser}
          type="file"
          className="hidden"
          tabIndex={-1}
          aria-label={text('lab.openFile')}
          accept=".ts,.mts,.cts,.tsx,.js,.mjs,.cjs,.jsx,.py,.jsonl"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file !== undefined) void open(file)
            target.value = ''
          }}
        />
      </div>
      <ReplaceQuestion />
      {children}
      {seen !== undefined && <small>{text('lab.lineSeen', { line: seen })}</small>}
      {kind === 'command' ? (
        <label className="command-line">
          {text('lab.command')}
          <input
            type="text"
            className="mono"
            spellCheck={false}
            value={command}
            onChange={({ target }) => program.setState({ command: target.value, mistakes: [] })}
          />
        </label>
      ) : (
        <CodeView
          code={code}
          language={language}
          label={text('lab.yourProgram')}
          mistakes={wrong}
          line={seen}
          onChange={(written) => program.setState({ code: written, mistakes: [] })}
        />
      )}
    </article>
  )
}
