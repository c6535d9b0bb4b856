import { readdir, readFile, readlink } from 'node:fs/promises'
import type { IoTotals, Listed, ProcessThread, Told } from '../../../../shared/contract/details.ts'
import { parseProcStat } from '../../../../shared/model/proc-stat.ts'
import { readName } from '../../../platform/linux/command-line.ts'
import { ioFileOf, wholeIoFile } from '../../../platform/linux/io-file.ts'
import { tickMs } from '../../../platform/linux/units.ts'
import { listedOf, mostItems, tell, type DetailsPlatform } from '../details-platform.ts'
import { readDescriptors } from './descriptors.ts'
import { parseEnvironment } from './environment.ts'
import { isFrozen } from './frozen.ts'
import { parseCgroups, parseIo, parseLimits, parseMemory, parseSignalSets } from './parse-status.ts'
import { livingFolder, readStat } from './process-folder.ts'
import { ifThere, mapSome, readNumbers, readStart, readText } from './read-proc.ts'
import { readSockets } from './sockets.ts'

/** Of a longer environment only so much is read. */
const mostEnvironmentBytes = 256 * 1024

/** Linux: everything comes from procfs, proc(5). @param root its mount */
export function linuxDetails(root: string): DetailsPlatform {
  const own = (pid: number): string => `${root}/${pid}`
  const living = (pid: number): Promise<string> => livingFolder(own(pid))
  return {
    environment: (pid) =>
      tell(async () => {
        const { bytes, cut } = await readStart(`${await living(pid)}/environ`, mostEnvironmentBytes)
        const variables = parseEnvironment(bytes)
        return variables && { ...listedOf(variables), ...(cut && { cut }) }
      }),
    place: (pid) =>
      tell(async () => {
        const folder = await living(pid)
        const link = (name: string): Promise<Told<string>> => tell(() => readlink(`${folder}/${name}`))
        const [workingDirectory, top, executable] = await Promise.all([link('cwd'), link('root'), link('exe')])
        return { workingDirectory, root: top, executable }
      }),
    files: (pid) =>
      tell(async () => {
        const { files, total } = await readDescriptors(await living(pid), mostItems)
        return listedOf(files, total)
      }),
    sockets: (pid) => tell(async () => readSockets(await living(pid))),
    threads: (pid) => tell(() => readThreads(`${own(pid)}/task`)),
    limits: (pid) => tell(async () => parseLimits(await readText(`${own(pid)}/limits`))),
    signals: (pid) => tell(async () => parseSignalSets(await readText(`${await living(pid)}/status`))),
    memory: (pid) =>
      tell(async () => {
        const folder = await living(pid)
        const rollup = await tell(() => readText(`${folder}/smaps_rollup`))
        const memory = parseMemory(
          await readText(`${folder}/status`),
          rollup.kind === 'told' ? rollup.value : undefined,
        )
        return memory === undefined || rollup.kind === 'told' ? memory : { ...memory, sharesAbsent: rollup.kind }
      }),
    isolation: (pid) =>
      tell(async () => {
        // A path is bytes; people write UTF-8.
        const cgroups = parseCgroups(await readFile(`${own(pid)}/cgroup`, 'utf8'))
        const folder = await living(pid)
        const namespaces = await tell(() => readNamespaces(`${folder}/ns`, `${own(process.pid)}/ns`))
        return { cgroups, namespaces }
      }),
    io: (pid) => tell(() => readIo(own(pid))),
    frozen: (pid) => tell(() => isFrozen(`${own(pid)}/cgroup`)),
    waitChannel: (pid) =>
      tell(async () => {
        const folder = await living(pid)
        const name = await readText(`${folder}/wchan`)
        if (name !== '' && name !== '0') return name
        // Also what is denied reads 0 (proc_pid_wchan in fs/proc/base.c); this link is under the same guard, and says so.
        await readlink(`${folder}/cwd`)
        return undefined
      }),
  }
}

async function readIo(folder: string): Promise<IoTotals | undefined> {
  const stat = await readStat(folder)
  const file = stat === undefined ? wholeIoFile : ioFileOf(stat)
  // Read first: what the thread moves meanwhile must not make the whole seem more.
  const whole = parseIo(await readText(`${folder}/${wholeIoFile}`))
  if (whole === undefined || file === wholeIoFile) return whole && { ...whole, withChildren: true }
  const totals = parseIo(await readText(`${folder}/${file}`))
  if (totals === undefined) return undefined
  const isMore = whole.readBytes > totals.readBytes || whole.writtenBytes > totals.writtenBytes
  return { ...totals, ...(isMore && { ofThreadOnly: true }) }
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
      name: readName(stat.nameBytes),
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
