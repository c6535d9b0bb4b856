import { createStore } from 'zustand/vanilla'
import type { ProgramEnding } from '../../../../../shared/contract/lab.ts'
import type { CodeLanguage } from '../lesson/code-mirror.ts'
import { firstExample } from './examples.ts'
import type { Mistake } from './problems.ts'

/** What of a program is the learner's own work. */
interface Written {
  readonly kind: 'text' | 'command'
  readonly language: CodeLanguage
  /** Of the file that it was opened from, or the language's usual one. */
  readonly ending: ProgramEnding
  /** Of that file, or the usual one; it has that ending. */
  readonly fileName: string
  /** Its lines end with a line feed, as in the editor. */
  readonly code: string
  /** How lines end in its file. */
  readonly lineEnd: '\n' | '\r\n'
  /** A command line, in the shell's way of quoting, but run without a shell. */
  readonly command: string
}

/** A program that is kept elsewhere: a file, an example. */
export type KeptProgram = Pick<Written, 'language' | 'ending' | 'fileName' | 'code'>

interface Program extends Written {
  /** The text as it was opened, taken as an example or saved last; absent when that was before the page was loaded. */
  readonly clean: string | undefined
  readonly mistakes: readonly Mistake[]
  /** What may take the place of the edited program, once a person has said so. */
  readonly offered: (KeptProgram & { readonly title: string }) | undefined
}

export const usualEndings = { typescript: 'ts', javascript: 'js', python: 'py' } as const

const languages: Readonly<Record<ProgramEnding, CodeLanguage>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
}
const isEnding = (text: unknown): text is ProgramEnding => typeof text === 'string' && Object.hasOwn(languages, text)

/** @returns what a file's ending stands for; undefined for what cannot be run */
export function kindOfFile(fileName: string): Pick<Written, 'language' | 'ending'> | undefined {
  const ending = /\.(\w+)$/.exec(fileName.toLowerCase())?.[1]
  return isEnding(ending) ? { language: languages[ending], ending } : undefined
}

/** @returns the name of a program that was not opened from a file */
export const usualName = (ending: ProgramEnding): string => `program.${ending}`

const storageKey = 'forkscope.lab.program'

/** @returns what was written in this tab before it was loaded again */
function load(): Partial<Program> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return {}
    const read = (key: keyof Written | 'edited'): unknown => Reflect.get(kept, key)
    const [kind, ending, code, command] = [read('kind'), read('ending'), read('code'), read('command')]
    if (!isEnding(ending) || typeof code !== 'string' || typeof command !== 'string') return {}
    const name = read('fileName')
    return {
      kind: kind === 'command' ? kind : 'text',
      language: languages[ending],
      ending,
      fileName: typeof name === 'string' && kindOfFile(name)?.ending === ending ? name : usualName(ending),
      code,
      lineEnd: read('lineEnd') === '\r\n' ? '\r\n' : '\n',
      clean: read('edited') === false ? code : undefined,
      command,
    }
  } catch {
    // Somebody else wrote there, or storage is forbidden.
    return {}
  }
}

/** The learner's own program; kept while other pages are looked at and over a reload, saved only where they say. */
export const program = createStore<Program>(() => ({
  kind: 'text',
  language: firstExample?.language ?? 'typescript',
  ending: usualEndings[firstExample?.language ?? 'typescript'],
  fileName: usualName(usualEndings[firstExample?.language ?? 'typescript']),
  code: firstExample?.code ?? '',
  clean: firstExample?.code ?? '',
  lineEnd: '\n',
  command: 'sleep 5',
  mistakes: [],
  offered: undefined,
  ...load(),
}))

program.subscribe((state) => {
  const { kind, ending, fileName, code, lineEnd, command } = state
  try {
    const edited = isEdited(state)
    sessionStorage.setItem(storageKey, JSON.stringify({ kind, ending, fileName, code, lineEnd, command, edited }))
  } catch {
    // Without storage, or with too little of it, it is kept until the page is loaded again.
  }
})

/** @returns whether the person has written what is saved nowhere */
export function isEdited({ code, clean }: Pick<Program, 'code' | 'clean'>): boolean {
  return code !== clean && code.trim() !== ''
}

/**
 * Replaces the program. What a person has written and not saved is replaced only when they say so.
 * @param title what it is called in the question
 */
export function offerProgram(kept: KeptProgram, title: string): void {
  if (isEdited(program.getState())) program.setState({ offered: { ...kept, title } })
  else takeProgram(kept)
}

/** Replaces the program, whatever was written. */
export function takeProgram({ language, ending, fileName, code: kept }: KeptProgram): void {
  // As the editor parts its lines: what it makes of them is nothing that was written.
  const code = kept.replaceAll(/\r\n?/g, '\n')
  const lineEnd = /\r?\n/.exec(kept)?.[0] === '\r\n' ? '\r\n' : '\n'
  const taken = { language, ending, fileName, code, lineEnd } as const
  program.setState({ ...taken, kind: 'text', clean: code, mistakes: [], offered: undefined })
}

/** @returns the text as it stands in its file */
export function textOfFile({ code, lineEnd }: Pick<Program, 'code' | 'lineEnd'>): string {
  return code.replaceAll('\n', lineEnd)
}

/** The program is in another language from now on, and its file has that one's ending. */
export function chooseLanguage(language: CodeLanguage): void {
  const ending = usualEndings[language]
  const { ending: before, fileName } = program.getState()
  const name = ending === before ? fileName : fileName.replace(/\w+$/, ending)
  program.setState({ kind: 'text', language, ending, fileName: name, mistakes: [] })
}

const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g

/**
 * @returns the words of a command line; quotes keep spaces, a backslash the next sign. Undefined when a quote is not
 *   closed or nothing follows the last backslash
 */
export function splitCommand(line: string): readonly string[] | undefined {
  if (line.replaceAll(word, '').trim() !== '') return undefined
  return [...line.matchAll(word)].map(([quoted]) =>
    quoted.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, single, double, escaped) =>
      typeof single === 'string' ? single : typeof double === 'string' ? double.replaceAll(/\\(.)/g, '$1') : escaped,
    ),
  )
}
