import type { LessonSummary, RunRequest } from '../shared/contract/lab.ts'
import { describeRange, isInRange } from '../shared/model/parameter-range.ts'
import { isAddressLike } from '../shared/model/service-address.ts'
import { suggestion, UsageError } from './usage-error.ts'

/**
 * @param texts what was given as `--param name=value`
 * @returns the lesson's parameters, and where the service is that it needs
 * @throws UsageError for a name that it does not have, and for a value that is not possible
 */
export function parametersOf(
  texts: readonly string[],
  lesson: LessonSummary,
): Pick<RunRequest, 'parameters' | 'service'> {
  const parameters: Record<string, number> = {}
  const found: { service?: string } = {}
  for (const text of texts) {
    const [name, value] = splitAt(text)
    if (name === lesson.service?.parameter) found.service = addressOf(value, lesson.service)
    else parameters[name] = numberOf(text, name, value, lesson)
  }
  return { parameters, ...found }
}

function splitAt(text: string): readonly [string, string?] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function addressOf(value: string | undefined, service: NonNullable<LessonSummary['service']>): string {
  if (value !== undefined && isAddressLike(value, service.url)) return value
  // It may hold a password: it is not repeated.
  throw new UsageError(`${service.parameter} must be the address of ${service.name}, as ${service.url}.`)
}

function numberOf(text: string, name: string, value: string | undefined, lesson: LessonSummary): number {
  const known = lesson.parameters.find((parameter) => parameter.name === name)
  if (known === undefined) {
    const names = [...lesson.parameters, ...(lesson.service ? [{ name: lesson.service.parameter }] : [])]
    throw new UsageError(
      `Lesson ${lesson.id} has no parameter "${name}"${suggestion(
        name,
        names.map((each) => each.name),
      )}`,
    )
  }
  const number = value === undefined || value.trim() === '' ? Number.NaN : Number(value)
  if (isInRange(known, number)) return number
  throw new UsageError(`"${text}" is not possible: ${name} must be ${describeRange(known)}.`)
}
