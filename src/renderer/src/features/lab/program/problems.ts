import { ORPCError } from '@orpc/client'
import type { ProgramMistake, ProgramProblem, ProgramRequest } from '../../../../../shared/contract/lab.ts'
import { programMistakeSchema } from '../../../../../shared/contract/lab.ts'
import { programLimits } from '../../../../../shared/model/program-limits.ts'
import type { Text } from '../../../i18n/use-text.ts'
import { splitCommand, type program } from './program-store.ts'

/** Why a program is not run, in what the page words itself. */
export type Problem =
  | ProgramProblem
  | { readonly kind: 'unclosed' | 'read-only' }
  | { readonly kind: 'not-a-program'; readonly name: string }
  | { readonly kind: 'too-long' | 'too-many-words' | 'word-too-long'; readonly count: number; readonly most: number }

/** What the compiler found, or a problem. */
export type Mistake = Pick<ProgramMistake, 'message' | 'line' | 'column'> & { readonly problem?: Problem | undefined }

/** @returns whether it kept the text from being run; the other ones are about a file beside it */
export const isOfText = ({ problem }: Mistake): boolean => problem?.kind !== 'not-a-program'

/** Asks for the run of what is written, or says what is in the way of asking. */
export function requestOf(written: ReturnType<typeof program.getState>): ProgramRequest | Problem {
  const { kind, language, ending, code, command } = written
  if (kind === 'text') {
    const most = programLimits.characters
    return code.length > most ? { kind: 'too-long', count: code.length, most } : { kind, language, ending, code }
  }
  const words = splitCommand(command)
  if (words === undefined) return { kind: 'unclosed' }
  if (words[0] === undefined || words[0] === '') return { kind: 'no-command', command: '' }
  if (words.length > programLimits.words)
    return { kind: 'too-many-words', count: words.length, most: programLimits.words }
  const longest = words.reduce((most, { length }) => Math.max(most, length), 0)
  const most = programLimits.wordCharacters
  return longest > most ? { kind: 'word-too-long', count: longest, most } : { kind, command: [...words] }
}

/** @returns what the compiler found, or that something else went wrong */
export function mistakesOf(cause: unknown): readonly Mistake[] {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (!(cause instanceof ORPCError)) return [{ message }]
  if (cause.code === 'READ_ONLY') return [{ message, problem: { kind: 'read-only' } }]
  const data: unknown = cause.data
  const found: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'mistakes') : undefined
  const mistakes = programMistakeSchema.array().safeParse(found)
  return mistakes.success ? mistakes.data : [{ message }]
}

/** @returns the mistake in the language of the page; what a compiler says stays in its own */
export function mistakeText({ message, line, column, problem }: Mistake, text: Text): string {
  if (problem === undefined) {
    return line === undefined ? message : text('lab.mistakeAt', { line, column: column ?? 1, message })
  }
  const { kind, ...values } = problem
  return kind === 'read-only' ? text('readOnly') : text(`lab.problem.${kind}`, values)
}
