import { readFileSync } from 'node:fs'
import { parseCpuList } from '../../../shared/model/cpu-list.ts'
import { attempt } from '../../../shared/model/shortage.ts'

/**
 * @returns the CPUs that the control group of the process lets it have, cpuset(7): the kernel leaves out all others of
 *   what is asked for, and says nothing. Undefined where no group divides them
 */
export function readCpuset(pid: number, root = '/proc'): readonly number[] | undefined {
  const textOf = (file: string): string => attempt(() => readFileSync(file, 'utf8')) ?? ''
  for (const file of cpusetFiles(textOf(`${root}/${pid}/cgroup`), textOf(`${root}/self/mounts`))) {
    const cpus = parseCpuList(textOf(file))
    if (cpus.length > 0) return cpus
  }
  return undefined
}

/**
 * @param groups the text of /proc/PID/cgroup
 * @param mounts the text of /proc/self/mounts
 * @returns where the CPUs may be told, the first that is there counts: a group without the controller has those of the
 *   one above, and in a container the mount may begin further down than the path
 */
export function cpusetFiles(groups: string, mounts: string): readonly string[] {
  const mounted = mounts.split('\n').map((line) => line.split(' '))
  const own = /^\d+:(?:[^:]*,)?cpuset(?:,[^:]*)?:(.*)$/m.exec(groups)?.[1]
  const path = own ?? /^0::(.*)$/m.exec(groups)?.[1]
  const isOurs = ([, , type, options]: readonly string[]): boolean =>
    own === undefined ? type === 'cgroup2' : type === 'cgroup' && options?.split(',').includes('cpuset') === true
  const top = mounted.find(isOurs)?.[1]
  if (path === undefined || top === undefined) return []
  const names = path.split('/').filter((name) => name !== '')
  const folders = names.map((_, index) => `${top}/${names.slice(0, names.length - index).join('/')}`)
  const file = own === undefined ? 'cpuset.cpus.effective' : 'cpuset.effective_cpus'
  return [...folders, top].map((folder) => `${folder}/${file}`)
}
