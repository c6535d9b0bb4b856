import type { Lesson } from '../../shared/model/lesson.ts'
import { isAddressLike } from '../../shared/model/service-address.ts'
import { BadParameterError } from './errors.ts'

/**
 * Where a lesson's processes find the service that it needs: where the run is told, else where the environment says, else
 * as in the settings, else at its usual address.
 * @param given the address for this run
 * @param settled the one of the settings; empty: none
 * @returns what is to be in their environment besides what is there
 * @throws BadParameterError when the lesson needs none, or the address is of another kind; it may hold a password, and
 *   is not repeated
 */
export function serviceEnvironment(
  { id, needs }: Lesson,
  given: string | undefined,
  settled: string | undefined,
): Record<string, string> {
  if (needs === undefined) {
    if (given === undefined) return {}
    throw new BadParameterError('service', `Lesson ${id} needs no service, and takes no address of one.`)
  }
  const { parameter, name, url, variable } = needs
  if (given !== undefined && !isAddressLike(given, url)) {
    throw new BadParameterError(parameter, `Parameter "${parameter}" must be the address of ${name}, as ${url}.`)
  }
  const outranks = given !== undefined || (process.env[variable] ?? '') === ''
  const address = given ?? settled ?? ''
  return outranks && address !== '' ? { [variable]: address } : {}
}
