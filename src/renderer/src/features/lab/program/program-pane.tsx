import { useMemo, useRef, useState, type DragEvent } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { CodeView } from '../lesson/code-view.tsx'
import { examples } from './examples.ts'
import { languageOf, program, programEndings } from './program-store.ts'
import { ProgramRunBar } from './program-run-bar.tsx'
import { useLineSeen } from './use-line-seen.ts'
import { openRun } from '../share.ts'

const languages = ['typescript', 'javascript', 'python'] as const

/** A program of the learner's own: edited here, or a command line. */
export function ProgramPane() {
  const text = useText()
  const { kind, language, code, command, mistakes } = useStore(program)
  const chooser = useRef<HTMLInputElement>(null)
  const [unreadable, setUnreadable] = useState<string>()
  const open = async (file: File): Promise<void> => {
    setUnreadable(undefined)
    if (file.name.endsWith('.jsonl')) return void (await openRun(file))
    const found = languageOf(file.name)
    if (found === undefined) return setUnreadable(file.name)
    return program.setState({ kind: 'text', language: found, code: await file.text(), mistakes: [] })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    const [file] = event.dataTransfer.files
    if (file !== undefined) void open(file)
  }
  const save = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([code], { type: 'text/plain' }))
    link.download = `program.${programEndings[language]}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
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
              program.setState(chosen === undefined ? { kind: 'command' } : { kind: 'text', language: chosen })
            }}
          >
            <option value="typescript">TypeScript</option>
            <option value="javascript">JavaScript</option>
            <option value="python">Python</option>
            <option value="command">{text('lab.command')}</option>
          </select>
        </label>
        <label>
          {text('lab.startFrom')}{' '}
          <select
            value=""
            onChange={({ target }) => {
              const chosen = examples.find(({ id }) => id === target.value)
              if (chosen === undefined) return
              program.setState({ kind: 'text', language: chosen.language, code: chosen.code, mistakes: [] })
            }}
          >
            <option value="">{text('lab.example')}</option>
            {examples.map(({ id, title }) => (
              <option key={id} value={id}>
                {text(title)}
              </option>
            ))}
          </select>
        </label>
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
      {unreadable !== undefined && <p role="alert">{text('lab.notAProgram', { name: unreadable })}</p>}
      <ProgramRunBar />
      {mistakes.length > 0 && (
        <ul className="mistakes" role="alert">
          {mistakes.map(({ message, line, column }) => (
            <li key={`${line}:${column}:${message}`}>
              {line === undefined ? message : text('lab.mistakeAt', { line, column: column ?? 1, message })}
            </li>
          ))}
        </ul>
      )}
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
          onChange={(written) => program.setState({ code: written })}
        />
      )}
    </article>
  )
}
