import type { CheckResult, TraceEvent } from '../../../../../shared/contract/trace.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { probeLabel, signalLabel } from '../../../../../shared/model/lesson.ts'
import { append } from './history.ts'
import { addInTime, endOf, exitText, type Bar, type BarKind, type Lane, type PointKind } from './lane.ts'
import { SeenLines } from './named-line.ts'
import { addLockEvent, addQueueEvent, forgetWaiter, type SharedObject } from './shared-objects.ts'

type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>

export interface ConsoleLine {
  readonly t: number
  readonly pid: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface DeadlockSpan {
  readonly t: number
  readonly waiting: readonly { readonly pid: number; readonly on: string }[]
  readonly heldBy: number | undefined
  /** When one of them moved again after all: it was killed, or helped from outside. */
  to?: number
}

/** Marks of the runtime that are drawn as bars, not as points of the program's own. */
const joinLabels = new Set(['joining', 'join-ended', 'joined'])
const signalLabels = new Set([probeLabel, signalLabel])

/** Colours of a terminal (SGR sequences) are left out; other control signs are shown as signs. */
// oxlint-disable-next-line no-control-regex -- these sequences begin with the control sign that the rule forbids
const plainText = (text: string): string => displayText(text.replaceAll(/\u001b\[[\d;]*m/g, ''))

/** The run as a picture that grows event by event; every part of it can be asked for any moment. */
export class RunPicture {
  readonly lanes = new Map<number, Lane>()
  readonly objects = new Map<string, SharedObject>()
  readonly console: ConsoleLine[] = []
  readonly deadlocks: DeadlockSpan[] = []
  readonly seen = new SeenLines()
  readonly checks: (CheckResult & { readonly t: number })[] = []
  started: Of<'run-started'> | undefined
  report: Of<'report'> | undefined
  eventCount = 0
  /** The last moment that is known, microseconds. */
  endUs = 0
  readonly #openBars = new Map<string, Bar>()

  add(event: TraceEvent): void {
    this.eventCount += 1
    this.endUs = Math.max(this.endUs, event.t)
    if ('code' in event && event.code !== undefined)
      this.seen.add(event.code.file, { t: event.t, line: event.code.line })
    switch (event.kind) {
      case 'run-started':
        this.started = event
        break
      case 'process-started':
        this.#processStarted(event)
        break
      case 'process-exited':
        this.#processExited(event)
        break
      case 'state':
        this.#state(event)
        break
      case 'reparented': {
        const lane = this.lanes.get(event.pid)
        if (lane !== undefined) append(lane.parents, event.t, event.to)
        this.#point(event, 'reparented', `${event.from} → ${event.to}`)
        break
      }
      case 'output':
        this.#print(event)
        this.#point(event, 'output', this.console.at(-1)?.text ?? '')
        break
      case 'lock':
        this.#lock(event)
        break
      case 'queue':
        this.#queue(event)
        break
      case 'deadlock':
        this.#deadlock(event)
        break
      case 'mark':
        this.#mark(event)
        break
      case 'check':
        this.checks.push(event)
        break
      case 'report':
        this.#reported(event)
        break
    }
  }

  /** Nobody looks any more: what the OS had as a zombie then, its adopter reaps in a moment. */
  #reported(report: Of<'report'>): void {
    this.report = report
    if (report.leftBehind > 0) return
    for (const lane of this.lanes.values()) lane.goneAt ??= endOf(lane) ?? report.t
  }

  /** @returns the process's name with its pid; the pid alone for one outside the run */
  nameOf(pid: number): string {
    const name = this.lanes.get(pid)?.name
    return name === undefined ? String(pid) : `${name} (${pid})`
  }

  #processStarted({ t, pid, ppid, name, daemon, role, code }: Of<'process-started'>): void {
    const known = this.lanes.get(pid)
    if (known !== undefined) {
      known.name = displayText(name)
      known.daemon ||= daemon
      known.isOurs ||= code !== undefined
      return
    }
    const lane: Lane = {
      pid,
      index: this.lanes.size,
      name: displayText(name),
      role,
      daemon,
      // Who starts one through the library tells the line.
      isOurs: code !== undefined,
      startedAt: t,
      parents: [{ t, value: ppid }],
      states: [],
      bars: [],
      points: [{ kind: 'start', t, text: displayText(name) }],
      exit: undefined,
      goneAt: undefined,
    }
    this.lanes.set(pid, lane)
  }

  /** Lines stay in the order in which they were read; their times never run backwards. */
  #print({ t, pid, stream, text }: Of<'output'>): void {
    this.console.push({ t: Math.max(t, this.console.at(-1)?.t ?? 0), pid, stream, text: plainText(text) })
  }

  #processExited({ t, pid, exitCode, exitSignal }: Of<'process-exited'>): void {
    const lane = this.lanes.get(pid)
    if (lane === undefined) return
    lane.exit = { t, ...(exitCode !== undefined && { exitCode }), ...(exitSignal !== undefined && { exitSignal }) }
    addInTime(lane.points, { kind: 'exit', t, text: exitText(lane.exit) })
    this.#ended(lane, t)
  }

  #state({ t, pid, state }: Of<'state'>): void {
    const lane = this.lanes.get(pid)
    if (lane === undefined) return
    if (state === 'dead') lane.goneAt ??= t
    else append(lane.states, t, state)
    if (state === 'zombie' || state === 'dead') this.#ended(lane, t)
  }

  /** Its waiting is over; what it held stays held. */
  #ended(lane: Lane, t: number): void {
    for (const [key, bar] of this.#openBars) {
      if (!key.startsWith(`${lane.pid} `) || bar.kind === 'holds-lock') continue
      bar.to = Math.max(bar.from, t)
      this.#openBars.delete(key)
    }
    for (const object of this.objects.values()) forgetWaiter(object, t, lane.pid)
    this.#moved(lane.pid, t)
  }

  #lock(event: Of<'lock'>): void {
    const { t, pid, lock, action } = event
    const object = this.objects.get(lock)
    const history = object?.kind === 'lock' ? object : { kind: 'lock' as const, name: lock, moments: [] }
    this.objects.set(lock, history)
    const holdersBefore = history.moments.at(-1)?.value.holders ?? []
    addLockEvent(history, event)
    if (action === 'request') return this.#open(pid, 'waits-lock', lock, t)
    this.#close(pid, 'waits-lock', lock, t)
    if (action === 'acquire') this.#open(pid, 'holds-lock', lock, t)
    else if (action === 'release') {
      const holder = holdersBefore.includes(pid) ? pid : holdersBefore[0]
      if (holder !== undefined) this.#close(holder, 'holds-lock', lock, t)
    } else this.#point(event, 'refused', `${lock}: ${action}`)
    this.#moved(pid, t)
  }

  #queue(event: Of<'queue'>): void {
    const { t, pid, queue, action } = event
    const object = this.objects.get(queue)
    const history = object?.kind === 'queue' ? object : { kind: 'queue' as const, name: queue, moments: [], largest: 0 }
    this.objects.set(queue, history)
    addQueueEvent(history, event)
    if (action === 'blocked-put' || action === 'blocked-get') return this.#open(pid, action, queue, t)
    this.#close(pid, 'blocked-put', queue, t)
    this.#close(pid, 'blocked-get', queue, t)
    this.#moved(pid, t)
  }

  #deadlock({ t, waiting, heldBy, pid }: Of<'deadlock'>): void {
    const last = this.deadlocks.at(-1)
    // The same knot with one more waiter in it: a parent that joins, say.
    const grown = last?.to === undefined && last?.waiting.every((old) => waiting.some((each) => each.pid === old.pid))
    if (last !== undefined && grown) this.deadlocks.pop()
    else this.#point({ pid, t }, 'deadlock', '')
    this.deadlocks.push({ t: last !== undefined && grown ? last.t : t, waiting, heldBy })
  }

  #mark(event: Of<'mark'>): void {
    const { t, pid, label, value } = event
    if (typeof value === 'string' && this.objects.get(value)?.kind === 'queue') {
      if (label === 'joining') return this.#open(pid, 'joining', value, t)
      if (label === 'join-ended') {
        this.#close(pid, 'joining', value, t)
        return this.#moved(pid, t)
      }
    }
    if (joinLabels.has(label) && typeof value === 'number') {
      if (label === 'joining') this.#open(pid, 'joining', `pid ${value}`, t)
      else this.#close(pid, 'joining', `pid ${value}`, t)
      if (label !== 'joined') return
    }
    const told = typeof value === 'string' ? value : JSON.stringify(value)
    if (signalLabels.has(label)) this.#point(event, 'signal', told ?? '')
    else this.#point(event, 'mark', value === undefined ? label : `${label}: ${told}`)
  }

  #point({ pid, t }: { pid: number; t: number }, kind: PointKind, text: string): void {
    const lane = this.lanes.get(pid)
    if (lane !== undefined) addInTime(lane.points, { kind, t, text })
  }

  #open(pid: number, kind: BarKind, on: string, from: number): void {
    const key = `${pid} ${kind} ${on}`
    if (this.#openBars.has(key)) return
    const bar: Bar = { kind, on, from }
    this.#openBars.set(key, bar)
    this.lanes.get(pid)?.bars.push(bar)
  }

  #close(pid: number, kind: BarKind, on: string, t: number): void {
    const key = `${pid} ${kind} ${on}`
    const bar = this.#openBars.get(key)
    if (bar === undefined) return
    bar.to = Math.max(bar.from, t)
    this.#openBars.delete(key)
  }

  /** One who was thought stuck for ever has moved, or has ended. */
  #moved(pid: number, t: number): void {
    const last = this.deadlocks.at(-1)
    if (last !== undefined && last.to === undefined && last.waiting.some((each) => each.pid === pid)) last.to = t
  }
}
