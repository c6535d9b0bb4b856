import { createStore } from 'zustand/vanilla'
import type { ProgramMistake } from '../../../../../shared/contract/lab.ts'
import type { CodeLanguage } from '../lesson/code-mirror.ts'
import { firstExample } from './examples.ts'

interface Program {
  readonly kind: 'text' | 'command'
  readonly language: CodeLanguage
  readonly code: string
  /** A command line, in the shell's way of quoting, but run without a shell. */
  readonly command: string
  readonly mistakes: readonly ProgramMistake[]
  /** The code of the latest run of it: what the run tells of its lines holds for no other. */
  readonly ran: string | undefined
}

/** The backend gives the file of a program such an ending. */
export const programEndings = { typescript: 'ts', javascript: 'mjs', python: 'py' } as const

/** The learner's own program; it is kept while other pages are looked at, and saved only where they say. */
export const program = createStore<Program>(() => ({
  kind: 'text',
  language: firstExample?.language ?? 'typescript',
  code: firstExample?.code ?? '',
  command: 'sleep 5',
  mistakes: [],
  ran: undefined,
}))

/** @returns the words of a command line; quotes keep spaces, a backslash the next sign */
export function splitCommand(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, single, double, escaped) =>
      typeof single === 'string' ? single : typeof double === 'string' ? double.replaceAll(/\\(.)/g, '$1') : escaped,
    ),
  )
}

/** @returns the language that a file's ending stands for; undefined for what cannot be run */
export function languageOf(fileName: string): CodeLanguage | undefined {
  if (/\.[mc]?tsx?$/.test(fileName)) return 'typescript'
  if (/\.[mc]?jsx?$/.test(fileName)) return 'javascript'
  return fileName.endsWith('.py') ? 'python' : undefined
}
