import { ORPCError } from '@orpc/client'
import { badParameterSchema, temporaryFolderSchema, unknownLessonSchema } from '../../../../shared/contract/lab.ts'
import type { MessageId } from '../../i18n/en.ts'
import type { Text } from '../../i18n/use-text.ts'
import { rangeText } from './range-text.ts'
import type { Failure } from './run-store.ts'

const plain = new Map<string, MessageId>([
  ['READ_ONLY', 'readOnly'],
  ['UNKNOWN_RUN', 'lab.refused.run'],
  ['NOT_OF_RUN', 'lab.refused.process'],
  ['UNKNOWN_SIGNAL', 'lab.refused.signal'],
])

/** @returns why the backend refused, in the language of the page; undefined where only its own message says it */
export function refusalText(cause: unknown, text: Text): string | undefined {
  if (!(cause instanceof ORPCError)) return undefined
  const known = plain.get(cause.code)
  if (known !== undefined) return text(known)
  if (cause.code === 'UNKNOWN_LESSON') {
    const { data } = unknownLessonSchema.safeParse(cause.data)
    return data && text('lab.refused.lesson', { lesson: data.lesson })
  }
  if (cause.code === 'NO_TEMPORARY_FOLDER') {
    const { data } = temporaryFolderSchema.safeParse(cause.data)
    return data && text('lab.problem.no-temporary-folder', data)
  }
  if (cause.code !== 'BAD_PARAMETER') return undefined
  const { data } = badParameterSchema.safeParse(cause.data)
  if (data === undefined) return undefined
  const { parameter, range } = data
  return range === undefined ? text('lab.refused.parameter', { parameter }) : rangeText(parameter, range, text)
}

/** @returns what could not be done, and why; what a broken connection threw is for nobody to read */
export function failureText({ kind, message, cause }: Failure, text: Text): string {
  const isConnection = (kind === 'stop' || kind === 'signal') && !(cause instanceof ORPCError)
  const why = isConnection ? text('connection.lost') : message
  return text(`lab.failure.${kind}`, { message: refusalText(cause, text) ?? why })
}
