import { escapePattern, quoteCmd, quoteSh } from './quote-shell.ts'

/** Something that a button does, as data. Pids of a tree: its root first. */
export type CommandAction =
  | { readonly kind: 'signal'; readonly signal: string; readonly pids: readonly number[] }
  | { readonly kind: 'tree'; readonly signal: string; readonly pids: readonly number[] }
  | { readonly kind: 'name'; readonly signal: string; readonly name: string }
  | { readonly kind: 'port'; readonly signal: string; readonly port: number }
  | { readonly kind: 'priority'; readonly nice: number; readonly pids: readonly number[] }
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
      return [`kill -s ${shortName(action.signal)} $(lsof -t -iTCP:${action.port} -sTCP:LISTEN)`]
    case 'priority': {
      // The same option means "add" elsewhere: POSIX renice.
      const value = system === 'linux' ? `-n ${action.nice}` : String(action.nice)
      return [`renice ${value} -p ${action.pids.join(' ')}`]
    }
    case 'find': {
      const name = action.name.replace(/\.exe$/i, '')
      return [`ps aux | grep -F -- ${quoteSh(name)}`, `pgrep -l -x -- ${quoteSh(escapePattern(name))}`]
    }
    case 'show':
      return [`ps -f -p ${action.pids.join(',')}`]
  }
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

function windowsCommands(action: CommandAction): readonly string[] {
  switch (action.kind) {
    case 'signal':
      return taskkill(action.signal, action.pids.map((pid) => `/pid ${pid}`).join(' '))
    case 'tree':
      return taskkill(action.signal, `/pid ${action.pids[0]} /t`)
    case 'name': {
      const image = quoteCmd(imageName(action.name))
      return image === undefined ? [] : taskkill(action.signal, `/im ${image}`)
    }
    case 'port': {
      // The state is translated, but only a listener has the foreign port 0.
      const find = `netstat -ano -p tcp ^| findstr /r /c:":${action.port} [^ ]*[ ]*[^ ]*:0 "`
      return taskkill(action.signal, '/pid %p').map((end) => `for /f "tokens=5" %p in ('${find}') do ${end}`)
    }
    case 'priority': {
      const set = action.pids.map((pid) => `(Get-Process -Id ${pid}).PriorityClass = '${priorityClass(action.nice)}'`)
      return [`powershell -Command "${set.join('; ')}"`]
    }
    case 'find': {
      const image = quoteCmd(imageName(action.name))
      return image === undefined ? [] : [`tasklist | findstr /i /l /c:"${imageName(action.name)}"`]
    }
    case 'show':
      return action.pids.map((pid) => `tasklist /v /fi "PID eq ${pid}"`)
  }
}

/** Windows knows two ends, asked for and forced, and no other signals. */
function taskkill(signal: string, targets: string): readonly string[] {
  if (signal === 'SIGKILL') return [`taskkill ${targets} /f`]
  return signal === 'SIGTERM' ? [`taskkill ${targets}`] : []
}

const shortName = (signal: string): string => signal.replace(/^SIG/, '')
const imageName = (name: string): string => (/\.exe$/i.test(name) ? name : `${name}.exe`)

/** As libuv maps nice values to Windows' classes. */
function priorityClass(nice: number): string {
  if (nice < -14) return 'RealTime'
  if (nice < -7) return 'High'
  if (nice < 0) return 'AboveNormal'
  if (nice < 10) return 'Normal'
  return nice < 19 ? 'BelowNormal' : 'Idle'
}
