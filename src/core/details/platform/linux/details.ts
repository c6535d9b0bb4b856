import { readdir, readlink } from 'node:fs/promises'
import type { Listed, ProcessThread, Told } from '../../../../shared/contract/details.ts'
import { parseProcStat } from '../../../../shared/model/proc-stat.ts'
import { tickMs } from '../../../platform/linux/units.ts'
import { listedOf, mostItems, tell, type DetailsPlatform } from '../details-platform.ts'
import { readDescriptors } from './descriptors.ts'
import { parseEnvironment } from './environment.ts'
import { parseCgroups, parseIo, parseLimits, parseMemory, parseSignalSets } from './parse-status.ts'
import { ifThere, mapSome, readNumbers, readStart, readText } from './read-proc.ts'
import { readSockets } from './sockets.ts'

/** Of a longer environment only so much is read. */
const mostEnvironmentBytes = 256 * 1024

/** Linux: everything comes from procfs, proc(5). @param root its mount */
export function linuxDetails(root: string): DetailsPlatform {
  const at = (pid: number, file: string): string => `${root}/${pid}/${file}`
  return {
    environment: (pid) =>
      tell(async () => {
        const { bytes, cut } = await readStart(at(pid, 'environ'), mostEnvironmentBytes)
        const variables = parseEnvironment(bytes)
        return variables && { ...listedOf(variables), ...(cut && { cut }) }
      }),
    place: (pid) =>
      tell(async () => {
        const link = (name: string): Promise<Told<string>> => tell(() => readlink(at(pid, name)))
        const [workingDirectory, top, executable] = await Promise.all([link('cwd'), link('root'), link('exe')])
        return { workingDirectory, root: top, executable }
      }),
    files: (pid) =>
      tell(async () => {
        const { files, total } = await readDescriptors(`${root}/${pid}`, mostItems)
        return listedOf(files, total)
      }),
    sockets: (pid) => tell(() => readSockets(`${root}/${pid}`)),
    threads: (pid) => tell(() => readThreads(at(pid, 'task'))),
    limits: (pid) => tell(async () => parseLimits(await readText(at(pid, 'limits')))),
    signals: (pid) => tell(async () => parseSignalSets(await readText(at(pid, 'status')))),
    memory: (pid) =>
      tell(async () => {
        const rollup = await tell(() => readText(at(pid, 'smaps_rollup')))
        const memory = parseMemory(await readText(at(pid, 'status')), rollup.kind === 'told' ? rollup.value : undefined)
        return memory === undefined || rollup.kind === 'told' ? memory : { ...memory, sharesAbsent: rollup.kind }
      }),
    isolation: (pid) =>
      tell(async () => {
        const cgroups = parseCgroups(await readText(at(pid, 'cgroup')))
        const namespaces = await tell(() => readNamespaces(at(pid, 'ns'), at(process.pid, 'ns')))
        return { cgroups, namespaces }
      }),
    io: (pid) => tell(async () => parseIo(await readText(at(pid, 'io')))),
    waitChannel: (pid) =>
      tell(async () => {
        const name = await readText(at(pid, 'wchan'))
        if (name !== '' && name !== '0') return name
        // Also what is denied reads 0 (proc_pid_wchan in fs/proc/base.c); this link is under the same guard, and says so.
        await readlink(at(pid, 'cwd'))
        return undefined
      }),
  }
}

async function readThreads(folder: string): Promise<Listed<ProcessThread>> {
  const { numbers, total } = await readNumbers(folder, mostItems)
  const threads = await mapSome(numbers, async (tid): Promise<ProcessThread | undefined> => {
    const text = await ifThere(readText(`${folder}/${tid}/stat`))
    const stat = text === undefined ? undefined : parseProcStat(text)
    if (text === undefined || stat === undefined) return undefined
    const lastCpu = text.slice(text.lastIndexOf(')') + 2).split(' ')[36]
    return {
      tid,
      name: Buffer.from(stat.nameBytes, 'latin1').toString('utf8'),
      state: stat.state,
      cpuTimeMs: stat.cpuTicks * tickMs,
      ...(lastCpu !== undefined && { lastCpu: Number(lastCpu) }),
    }
  })
  return listedOf(threads, total)
}

async function readNamespaces(folder: string, ownFolder: string) {
  // What its children will be in is a second name of what it is in, but for a moment in the making of containers.
  const kinds = (await readdir(folder)).filter((kind) => !kind.endsWith('_for_children'))
  const namespaces = await mapSome(kinds, async (kind) => {
    const [link, own] = await Promise.all([readlink(`${folder}/${kind}`), ifThere(readlink(`${ownFolder}/${kind}`))])
    return { kind, id: /\[(\d+)\]/.exec(link)?.[1] ?? link, shared: link === own }
  })
  return [...namespaces]
}
