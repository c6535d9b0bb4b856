import { isEphemeralPort } from './ephemeral-ports.ts'
import { quoteCmd } from './quote-shell.ts'
import type { CommandAction } from './same-by-command.ts'

/** @returns what does the same in cmd.exe on Windows; none where there is no such command */
export function windowsCommands(action: CommandAction): readonly string[] {
  switch (action.kind) {
    case 'signal':
      return taskkill(action.signal, action.pids.map((pid) => `/pid ${pid}`).join(' '))
    case 'tree':
      if (action.roots.length === 0) return []
      return taskkill(action.signal, `${action.roots.map((pid) => `/pid ${pid}`).join(' ')} /t`)
    case 'name': {
      const image = quoteCmd(imageName(action.name))
      return image === undefined ? [] : taskkill(action.signal, `/im ${image}`)
    }
    case 'port':
      return taskkill(action.signal, '/pid %p').map((end) => eachListener(action.port, end))
    case 'grace': {
      const wait = `timeout /t ${Math.ceil(action.seconds)} /nobreak >nul`
      if (action.polite.kind === 'port') {
        const { signal, port } = action.polite
        // Found once: when those have ended, others may be found.
        return taskkill(signal, '/pid %p').map((end) => eachListener(port, `(${end} & ${wait} & taskkill /pid %p /f)`))
      }
      const forced = windowsCommands({ ...action.polite, signal: 'SIGKILL' })
      return windowsCommands(action.polite).map((polite, index) => `${polite} & ${wait} & ${forced[index]}`)
    }
    case 'affinity':
      return affinityCommands(action.cpus, action.pids)
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

/** @param end what is done to each that listens on the port, `%p`; by UDP where nobody does by TCP */
function eachListener(port: number, end: string): string {
  // The state is translated, but only a listener has the foreign port 0; UDP has none.
  const listens = `findstr /r /c:":${port} [^ ]*[ ]*[^ ]*:0 "`
  // In parentheses: what follows in the same line would belong to the loop.
  const each = (column: number, find: string): string => `(for /f "tokens=${column}" %p in ('${find}') do ${end})`
  const tcp = each(5, `netstat -ano -p tcp ^| ${listens}`)
  if (isEphemeralPort(port)) return tcp
  const udp = each(4, `netstat -ano -p udp ^| findstr /r /c:":${port} [ ]*\\*:\\*"`)
  return `(netstat -ano -p tcp | ${listens} >nul & if errorlevel 1 ${udp} else ${tcp})`
}

/** Beyond so many CPUs Windows has groups of them, which this property does not reach. */
const cpusOfGroup = 64

function affinityCommands(cpus: readonly number[], pids: readonly number[]): readonly string[] {
  if (cpus.length === 0 || cpus.some((cpu) => cpu >= cpusOfGroup)) return []
  const mask = cpus.reduce((bits, cpu) => bits | (1n << BigInt(cpu)), 0n)
  // An IntPtr: with its highest bit it is a negative number.
  const value = BigInt.asIntN(cpusOfGroup, mask)
  return [
    `powershell -Command "${pids.map((pid) => `(Get-Process -Id ${pid}).ProcessorAffinity = ${value}`).join('; ')}"`,
  ]
}

/** Windows knows two ends, asked for and forced, and no other signals. */
function taskkill(signal: string, targets: string): readonly string[] {
  if (signal === 'SIGKILL') return [`taskkill ${targets} /f`]
  return signal === 'SIGTERM' ? [`taskkill ${targets}`] : []
}

const imageName = (name: string): string => (/\.exe$/i.test(name) ? name : `${name}.exe`)

/** As libuv maps nice values to Windows' classes. */
function priorityClass(nice: number): string {
  if (nice < -14) return 'RealTime'
  if (nice < -7) return 'High'
  if (nice < 0) return 'AboveNormal'
  if (nice < 10) return 'Normal'
  return nice < 19 ? 'BelowNormal' : 'Idle'
}
