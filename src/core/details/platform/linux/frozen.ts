import { readFile } from 'node:fs/promises'
import { parseCgroups } from './parse-status.ts'
import { ifThere } from './read-proc.ts'

/** Where control groups are mounted: v2 alone, or beside v1. */
const unifiedMounts = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified']
const freezerMount = '/sys/fs/cgroup/freezer'

/**
 * @param file `/proc/PID/cgroup`
 * @returns whether a control group above the process is frozen: what both files tell holds their ancestors' state
 */
export async function isFrozen(file: string): Promise<boolean> {
  const groups = parseCgroups(await readFile(file, 'utf8'))
  const answers = await Promise.all(
    groups.flatMap(({ controllers, path }) => {
      if (controllers.length === 0) {
        return unifiedMounts.map((mount) => holds(`${mount}${path}/cgroup.events`, /^frozen 1$/m))
      }
      return controllers.includes('freezer')
        ? [holds(`${freezerMount}${path}/freezer.state`, /^FR(?:EEZING|OZEN)$/m)]
        : []
    }),
  )
  return answers.includes(true)
}

async function holds(file: string, wanted: RegExp): Promise<boolean> {
  return wanted.test((await ifThere(readFile(file, 'utf8'))) ?? '')
}
