import type {
  IoTotals,
  MemorySummary,
  ProcessIsolation,
  ProcessLimit,
  SignalSets,
} from '../../../../shared/contract/details.ts'
import { signalsOfMask } from '../../../../shared/model/signal-mask.ts'

/** @param text `Name: value` lines, as of status, smaps_rollup and io: proc(5) */
export function parsePairs(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(':')
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const]
    }),
  )
}

/** @param status the text of /proc/PID/status: its sets, and those of the main thread */
export function parseSignalSets(status: string): SignalSets | undefined {
  const pairs = parsePairs(status)
  const blocked = pairs.get('SigBlk')
  if (blocked === undefined) return undefined
  const [shared = '', own = '', ignored = '', caught = ''] = ['ShdPnd', 'SigPnd', 'SigIgn', 'SigCgt'].map((name) =>
    pairs.get(name),
  )
  return {
    pending: [...new Set([...signalsOfMask(shared), ...signalsOfMask(own)])],
    blocked: [...signalsOfMask(blocked)],
    ignored: [...signalsOfMask(ignored)],
    caught: [...signalsOfMask(caught)],
  }
}

/**
 * @param status the text of /proc/PID/status
 * @param rollup the text of /proc/PID/smaps_rollup; only root and the owner may read it
 * @returns undefined for what has no memory: kernel threads and zombies
 */
export function parseMemory(status: string, rollup: string | undefined): MemorySummary | undefined {
  const pairs = parsePairs(status)
  const maps = parsePairs(rollup ?? '')
  if (!pairs.has('VmRSS')) return undefined
  const bytes = (value: string | undefined): number | undefined => {
    const kilobytes = /^(\d+) kB$/.exec(value ?? '')?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  }
  const sum = (...names: readonly string[]): number | undefined => {
    const known = names.flatMap((name) => bytes(maps.get(name)) ?? [])
    return known.length === 0 ? undefined : known.reduce((all, each) => all + each, 0)
  }
  return present({
    virtual: bytes(pairs.get('VmSize')),
    peakResident: bytes(pairs.get('VmHWM')),
    resident: bytes(maps.get('Rss')) ?? bytes(pairs.get('VmRSS')),
    proportional: bytes(maps.get('Pss')),
    private: sum('Private_Clean', 'Private_Dirty'),
    shared: sum('Shared_Clean', 'Shared_Dirty'),
    swapped: bytes(maps.get('Swap')) ?? bytes(pairs.get('VmSwap')),
    anonymous: bytes(pairs.get('RssAnon')),
    file: bytes(pairs.get('RssFile')),
    sharedMemory: bytes(pairs.get('RssShmem')),
    data: bytes(pairs.get('VmData')),
    stack: bytes(pairs.get('VmStk')),
    code: bytes(pairs.get('VmExe')),
    libraries: bytes(pairs.get('VmLib')),
    pageTables: bytes(pairs.get('VmPTE')),
  })
}

function present(memory: MemorySummary): MemorySummary {
  return Object.fromEntries(Object.entries(memory).filter(([, value]) => value !== undefined))
}

/** @param text of /proc/PID/limits: columns of fixed width */
export function parseLimits(text: string): ProcessLimit[] {
  return text.split('\n').flatMap((line) => {
    const found = /^(Max .+?)\s{2,}(\d+|unlimited)\s+(\d+|unlimited)\s*(\w+)?\s*$/.exec(line)
    if (found === null) return []
    const [, name = '', soft, hard, unit] = found
    return {
      name,
      ...(soft !== 'unlimited' && { soft: Number(soft) }),
      ...(hard !== 'unlimited' && { hard: Number(hard) }),
      ...(unit !== undefined && { unit }),
    }
  })
}

/** @param text of /proc/PID/cgroup: `hierarchy:controllers:path`, cgroups(7) */
export function parseCgroups(text: string): ProcessIsolation['cgroups'] {
  return text.split('\n').flatMap((line) => {
    const [, controllers, ...path] = line.split(':')
    if (controllers === undefined || path.length === 0) return []
    return { controllers: controllers === '' ? [] : controllers.split(','), path: path.join(':') }
  })
}

/** @param text of /proc/PID/io @returns what went to and came from storage, not what a cache answered */
export function parseIo(text: string): IoTotals | undefined {
  const pairs = parsePairs(text)
  const [read, written] = [pairs.get('read_bytes'), pairs.get('write_bytes')]
  if (read === undefined || written === undefined) return undefined
  return { readBytes: Number(read), writtenBytes: Number(written) }
}
