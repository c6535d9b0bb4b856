import { formatCpuList } from './cpu-list.ts'
import { isEphemeralPort } from './ephemeral-ports.ts'
import { escapePattern, quoteSh } from './quote-shell.ts'
import { realTimeSignals } from './real-time-signals.ts'
import { windowsCommands } from './same-on-windows.ts'

/** What reaches processes with a signal. Of a tree, `pids` are all of it. */
export type SignalAction =
  | { readonly kind: 'signal'; readonly signal: string; readonly pids: readonly number[] }
  | {
      readonly kind: 'tree'
      readonly signal: string
      readonly roots: readonly number[]
      readonly pids: readonly number[]
    }
  | { readonly kind: 'name'; readonly signal: string; readonly name: string }
  | { readonly kind: 'port'; readonly signal: string; readonly port: number }

/** Something that a button does, as data. `grace`: what still lives after so many seconds is killed. */
export type CommandAction =
  | SignalAction
  | { readonly kind: 'grace'; readonly polite: SignalAction; readonly seconds: number }
  | { readonly kind: 'priority'; readonly nice: number; readonly pids: readonly number[] }
  | { readonly kind: 'affinity'; readonly cpus: readonly number[]; readonly pids: readonly number[] }
  | { readonly kind: 'find'; readonly name: string }
  | { readonly kind: 'show'; readonly pids: readonly number[] }

export const commandSystems = ['linux', 'darwin', 'win32'] as const
export type CommandSystem = (typeof commandSystems)[number]

/**
 * The commands of a system that do what the button does: in a POSIX shell, or in cmd.exe on Windows. Each line alone
 * does it.
 * @returns none when the system has no such command, or when no quoting would make one safe
 */
export function commandsFor(action: CommandAction, system: CommandSystem): readonly string[] {
  if (action.kind === 'grace' && commandsFor(action.polite, system).length === 0) return []
  // To kill(1), 0 and what is below name groups.
  if ('pids' in action && (action.pids.length === 0 || action.pids.some((pid) => pid <= 0))) return []
  return system === 'win32' ? windowsCommands(action) : unixCommands(action, system)
}

function unixCommands(action: CommandAction, system: 'linux' | 'darwin'): readonly string[] {
  switch (action.kind) {
    case 'signal':
    // No command signals a whole tree: its members are named.
    // fallthrough
    case 'tree': {
      const pids = action.pids.join(' ')
      const plain = `kill -s ${shortName(action.signal)} ${pids}`
      return action.signal === 'SIGKILL' ? [plain, `kill -9 ${pids}`] : [plain]
    }
    case 'name':
      return byName(shortName(action.signal), action.name.replace(/\.exe$/i, ''), system)
    case 'port':
      // Whoever listens, not its clients: fuser would find both.
      return [`kill -s ${shortName(action.signal)} $(${listeners(action.port, system)})`]
    case 'grace': {
      if (action.polite.kind === 'port') {
        // Found once: when those have ended, others may be found.
        const both = `kill -s ${shortName(action.polite.signal)} "$@"; sleep ${action.seconds}; kill -s KILL "$@"`
        return [`(set -- $(${listeners(action.polite.port, system)}); ${both})`]
      }
      const forced = unixCommands({ ...action.polite, signal: 'SIGKILL' }, system)
      return unixCommands(action.polite, system).map(
        (polite, index) => `${polite}; sleep ${action.seconds}; ${forced[index]}`,
      )
    }
    case 'affinity': {
      // macOS lets nobody choose.
      if (system === 'darwin') return []
      const cpus = formatCpuList(action.cpus)
      // All threads of it; the command takes one process.
      const set = (pid: string | number): string => `taskset -a -p -c ${cpus} ${pid}`
      const [only, ...others] = action.pids
      if (only !== undefined && others.length === 0) return [set(only)]
      return [`for pid in ${action.pids.join(' ')}; do ${set('$pid')}; done`]
    }
    case 'priority': {
      if (system !== 'linux') return [`renice ${action.nice} -p ${action.pids.join(' ')}`]
      // Niceness belongs to threads, of which the pid alone names the first. (POSIX' -n adds; that of Linux sets.)
      const threads = action.pids.map((pid) => `$(ls /proc/${pid}/task)`)
      return [`renice -n ${action.nice} -p ${threads.join(' ')}`]
    }
    case 'find': {
      const name = action.name.replace(/\.exe$/i, '')
      return [`ps aux | grep -F -- ${quoteSh(name)}`, `pgrep -l -x -- ${quoteSh(escapePattern(name))}`]
    }
    case 'show':
      return [`ps -f -p ${action.pids.join(',')}`]
  }
}

/** @returns what prints the pids of those that listen on a port, by UDP where nobody does by TCP */
function listeners(port: number, system: 'linux' | 'darwin'): string {
  // Not by `ss`: among the pids it prints names, which may look like a pid.
  const tcp = `lsof -t -nP -iTCP:${port} -sTCP:LISTEN`
  if (system === 'darwin' && isEphemeralPort(port)) return tcp
  // Of Linux the machine tells which ports are given for sending.
  const [only, range, files] =
    system === 'linux'
      ? ['r&&', `NR==FNR{r=${port}<$1||${port}>$2;next} `, ' /proc/sys/net/ipv4/ip_local_port_range -']
      : ['', '', '']
  // To lsof a port may be the other side's, and what is connected by UDP is no listener.
  const awk = `awk '${range}/^p/{p=substr($0,2)} ${only}/:${port}$/&&!/->/{print p}'${files}`
  return `${tcp} || lsof -nP -iUDP:${port} -Fpn | ${awk}`
}

const utf8Length = (text: string): number =>
  Array.from(text, (character) => character.codePointAt(0) ?? 0).reduce(
    (sum, code) => sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4),
    0,
  )

/** The kernel keeps so many bytes of a name, and pkill on Linux looks at no more. */
const keptNameBytes = 15

function byName(signal: string, name: string, system: 'linux' | 'darwin'): readonly string[] {
  const commands: string[] = []
  // pkill takes a pattern, killall a name; one with a slash would be a path to it.
  const isCut = system === 'linux' && utf8Length(name) > keptNameBytes
  if (!isCut) commands.push(`pkill -${signal} -x -- ${quoteSh(escapePattern(name))}`)
  if (name.includes('/')) return commands
  if (system === 'linux') commands.push(`killall -${signal} -- ${quoteSh(name)}`)
  // That of macOS reads each word with a dash as a signal, `--` too: killall.c of FreeBSD.
  else if (!name.startsWith('-')) commands.push(`killall -${signal} ${quoteSh(name)}`)
  return commands
}

/** Not every shell has names for all real-time signals; all of them have numbers. */
const shortName = (signal: string): string => String(realTimeSignals.get(signal) ?? signal.replace(/^SIG/, ''))
