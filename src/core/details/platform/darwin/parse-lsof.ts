import type { OpenFile, ProcessSocket } from '../../../../shared/contract/details.ts'

/** What `lsof -F` is asked for, in the order of `LsofEntry`. */
export const lsofFields = 'fatPTn'

/** One open file as `lsof -F` tells it: lsof(8), "OUTPUT FOR OTHER PROGRAMS". */
export interface LsofEntry {
  /** A number, or `cwd`, `rtd`, `txt`, … */
  readonly descriptor: string
  readonly access?: string
  /** `REG`, `DIR`, `CHR`, `IPv4`, `unix`, `PIPE`, … */
  readonly type?: string
  readonly protocol?: string
  readonly state?: string
  readonly name?: string
}

const keys = new Map([
  ['a', 'access'],
  ['t', 'type'],
  ['P', 'protocol'],
  ['n', 'name'],
] as const)

/** @param text lines of one letter and its value; `f` begins the next entry */
export function parseLsofEntries(text: string): readonly LsofEntry[] {
  const entries: { -readonly [Key in keyof LsofEntry]: LsofEntry[Key] }[] = []
  for (const line of text.split('\n')) {
    const [letter, value] = [line.charAt(0), line.slice(1).trim()]
    const entry = entries.at(-1)
    if (letter === 'f') entries.push({ descriptor: value })
    else if (entry !== undefined && letter === 'T' && value.startsWith('ST=')) entry.state = value.slice('ST='.length)
    else if (entry !== undefined && value !== '') {
      for (const [known, key] of keys) if (letter === known) entry[key] = value
    }
  }
  return entries
}

const accesses = new Map<string | undefined, OpenFile['access']>([
  ['r', 'read'],
  ['w', 'write'],
  ['u', 'both'],
])
const kinds = new Map<string | undefined, OpenFile['kind']>([
  ['REG', 'file'],
  ['DIR', 'file'],
  ['CHR', 'device'],
  ['BLK', 'device'],
  ['PIPE', 'pipe'],
  ['FIFO', 'pipe'],
  ['IPv4', 'socket'],
  ['IPv6', 'socket'],
  ['unix', 'socket'],
  ['systm', 'socket'],
])

/** @returns those with a number: what the process opened itself */
export function openFiles(entries: readonly LsofEntry[]): readonly OpenFile[] {
  return entries.flatMap(({ descriptor, access, type, name }) => {
    if (!/^\d+$/.test(descriptor)) return []
    const mode = accesses.get(access)
    return {
      descriptor: Number(descriptor),
      kind: kinds.get(type) ?? 'other',
      target: name ?? type ?? '',
      ...(mode !== undefined && { access: mode }),
    }
  })
}

/** @returns the sockets among them; a name is `local->remote` */
export function openSockets(entries: readonly LsofEntry[]): readonly ProcessSocket[] {
  return entries.flatMap((entry) => {
    if (kinds.get(entry.type) !== 'socket' || !/^\d+$/.test(entry.descriptor)) return []
    const [local, remote] = (entry.name ?? '').split('->')
    const port = Number(local?.split(':').at(-1))
    const protocol = (entry.protocol ?? entry.type ?? 'other').toLowerCase()
    return {
      descriptor: Number(entry.descriptor),
      protocol: entry.type === 'IPv6' ? `${protocol}6` : protocol,
      ...(local !== undefined && local !== '' && { local }),
      ...(remote !== undefined && { remote }),
      ...(entry.state !== undefined && { state: entry.state }),
      ...(entry.state === 'LISTEN' && Number.isInteger(port) && { port }),
    }
  })
}
