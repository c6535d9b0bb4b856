import { nearest } from '../../shared/model/nearest.ts'
import type { Lesson } from '../../shared/model/lesson.ts'
import { describeRange, isInRange } from '../../shared/model/parameter-range.ts'
import { BadParameterError } from './errors.ts'

/**
 * @returns a value for each parameter of the lesson: the given one or its default
 * @throws BadParameterError for a name that it does not have, and for a value that is not possible, naming those that are
 */
export function checkParameters(lesson: Lesson, given: Readonly<Record<string, number>>): Record<string, number> {
  const names = lesson.parameters.map(({ name }) => name)
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    const close = nearest(name, names)
    const hint = close === undefined ? `It has ${names.join(', ') || 'none'}.` : `The nearest is "${close}".`
    throw new BadParameterError(name, `Lesson ${lesson.id} has no parameter "${name}". ${hint}`, close)
  }
  return Object.fromEntries(
    lesson.parameters.map((parameter) => {
      const { name, default: usual } = parameter
      const value = given[name] ?? usual
      if (!isInRange(parameter, value)) {
        throw new BadParameterError(name, `Parameter "${name}" must be ${describeRange(parameter)}; it is ${value}.`)
      }
      return [name, value]
    }),
  )
}
