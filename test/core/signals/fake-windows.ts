import type { ToolAnswer } from '../../../src/core/platform/run-tool.ts'
import { win32Signalling } from '../../../src/core/platform/win32/signalling.ts'
import { createSignaller, type Signaller } from '../../../src/core/signals/create-signaller.ts'
import type { ProcessIdentity } from '../../../src/shared/contract/process.ts'

export interface FakeProcess {
  readonly pid: number
  readonly ppid: number
  readonly name: string
  /** How a polite end is answered; `asks`: it has a window, which asks whether to save. */
  readonly kind: 'closes' | 'asks' | 'console' | 'protected'
  /** Whom its end takes along. */
  readonly takes?: readonly number[]
  /** When it was created; undefined: it does not tell. By default as if pids were given in that order. */
  readonly born?: bigint | undefined
}

const sample = { source: 'ps-list', costMs: 0, intervalMs: 1000, memoryUsedBytes: 0, memoryTotalBytes: 0 } as const

const noKoffi = (): never => {
  throw new Error('There is no koffi here.')
}

const said = (exitCode: number, stderr = ''): ToolAnswer => ({ exitCode, stdout: '', stderr })
const failed = (pid: number, reason: string) =>
  said(1, `ERROR: The process with PID ${pid} could not be terminated.\r\nReason: ${reason}\r\n`)

export interface FakeOptions {
  readonly ownPid?: number
  readonly readOnly?: () => boolean
  /** Nobody's age can be had. */
  readonly ageless?: boolean
}

/** Windows as far as a signaller asks it: taskkill answers as the real one does, about processes of this object. */
export class FakeWindows {
  readonly alive: Map<number, FakeProcess>
  /** What was done, in order: `close 100`, `tree 100`, `terminate 100`. */
  readonly calls: string[] = []
  readonly signaller: Signaller

  constructor(
    processes: readonly FakeProcess[],
    { ownPid = 1000, readOnly = () => false, ageless = false }: FakeOptions = {},
  ) {
    this.alive = new Map(processes.map((each) => [each.pid, each]))
    const list = () => Promise.resolve([...this.alive.values()].map(({ pid, ppid, name }) => ({ pid, ppid, name })))
    const platform = win32Signalling(noKoffi, {
      askToClose: async (pid) => this.askToClose(pid),
      endTree: async (pid) => this.endTree(pid),
      mayEnd: (pid) => ({ kind: this.mayEnd(pid) }),
      terminate: (pid) => this.terminate(pid),
      list,
      ...(!ageless && { birthOf: (pid) => this.birthOf(pid) }),
    })
    const inspect = async (pid: number) => {
      const found = this.alive.get(pid)
      return found && { ...found, startKey: `name:${found.name}`, state: 'unknown' as const }
    }
    const table = { list: async () => ({ at: 0, processes: [], sample }) }
    this.signaller = createSignaller({ table, platform, inspect, ownPid, readOnly })
  }

  identity(pid: number): ProcessIdentity {
    return { pid, startKey: `name:${this.alive.get(pid)?.name}` }
  }

  private birthOf(pid: number): bigint | undefined {
    const found = this.alive.get(pid)
    return found && ('born' in found ? found.born : BigInt(pid))
  }

  private mayEnd(pid: number): 'sent' | 'gone' | 'denied' {
    const found = this.alive.get(pid)
    if (found === undefined) return 'gone'
    return found.kind === 'protected' ? 'denied' : 'sent'
  }

  private end(pid: number): void {
    for (const other of this.alive.get(pid)?.takes ?? []) this.alive.delete(other)
    this.alive.delete(pid)
  }

  private askToClose(pid: number): ToolAnswer {
    this.calls.push(`close ${pid}`)
    const found = this.alive.get(pid)
    if (found === undefined) return said(128, `ERROR: The process "${pid}" not found.\r\n`)
    if (found.kind === 'protected') return failed(pid, 'Access is denied.')
    if (found.kind === 'console') {
      return failed(pid, 'This process can only be terminated forcefully (with /F option).')
    }
    if (found.kind === 'closes') this.end(pid)
    return said(0)
  }

  private endTree(pid: number): ToolAnswer {
    this.calls.push(`tree ${pid}`)
    if (!this.alive.has(pid)) return said(128, `ERROR: The process "${pid}" not found.\r\n`)
    if (this.mayEnd(pid) === 'denied') return failed(pid, 'Access is denied.')
    const below = [pid]
    for (const at of below) for (const each of this.alive.values()) if (each.ppid === at) below.push(each.pid)
    for (const each of below) if (this.mayEnd(each) === 'sent') this.alive.delete(each)
    return said(0)
  }

  private terminate(pid: number): { readonly kind: 'sent' | 'gone' | 'denied' } {
    this.calls.push(`terminate ${pid}`)
    const kind = this.mayEnd(pid)
    if (kind === 'sent') this.alive.delete(pid)
    return { kind }
  }
}
