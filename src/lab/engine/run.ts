import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'
import { signalLabel } from '../../shared/model/lesson.ts'
import { createFamily } from './family.ts'
import { comparePredictions, excuse, judge, measure, overall } from './judge.ts'
import type { LabRun, RunOptions } from './lab-run.ts'
import { createObserver } from './observer.ts'
import { removeFolder } from './remove-folder.ts'
import { makeRunFolder } from './run-folder.ts'
import { livingProcesses } from './run-identity.ts'
import { RunLog } from './run-log.ts'
import { folderVariable, type SupervisorMessage, type SupervisorRequest } from './supervisor-messages.ts'
import { sweep } from './sweep.ts'
import { ToldLives } from './told.ts'

const lookEveryMs = 20
/** A supervisor that has not ended its run after this long is ended itself, and the engine does its work. */
const supervisorGraceMs = 5000
/** A supervisor that has a storm of lines to tell answers late. */
const hearOutMs = 10_000
/** What was forked before one look is heard of before the next. */
const looksWithoutLife = 2
/** What a process does itself: none of it comes after its end. */
const deeds: ReadonlySet<TraceEvent['kind']> = new Set(['lock', 'queue', 'mark', 'output'])

const asNode = 'electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {}

type Stopped = Extract<TraceEvent, { kind: 'report' }>['stopped']

/** Starts a lesson as a process tree of its own, observes it, and judges it when it has ended. */
export function startRun(options: RunOptions): LabRun {
  const { id, lesson, locale, order } = options
  const title = order.lesson
  const log = new RunLog()
  const known = new Map<number, ProcessIdentity>()
  const startedAt = performance.now()
  let epochUs = Math.round((performance.timeOrigin + startedAt) * 1000)
  let mainEnded = false
  /** Whether the supervisor reads nothing until the run is followed to here. */
  let held = false
  let notStarted: string | undefined
  /** Why the engine ended the run, should the supervisor not say it. */
  let stopped: Stopped
  /** Whether the undertaker is at work: it stops everybody before it ends anybody, which nobody is to see. */
  let isEnding = false
  /** What the supervisor said when it had ended the run. */
  let ended: Extract<SupervisorMessage, { kind: 'ended' }> | undefined
  let looking: NodeJS.Timeout | undefined
  /** How many looks in a row have shown that the run is over. */
  let lifeless = 0
  /** What to call, in turn, when the supervisor has told all that it had to tell. */
  const heardOut: (() => void)[] = []

  const marks = ['run', 'lesson', 'role'].map((key, index) => `--forkscope-${key}=${[id, title, 'supervisor'][index]}`)
  const supervisor = spawn(process.execPath, [options.supervisorFile, ...marks], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...asNode, [folderVariable]: order.folder },
  })
  makeRunFolder(order.folder, supervisor)
  const ask = (request: SupervisorRequest): void => {
    if (supervisor.connected) supervisor.send(request, () => {})
  }
  ask({ kind: 'order', order })
  const now = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000 - epochUs)
  const observer = createObserver({
    eyes: options.eyes,
    probes: lesson?.probes ?? [],
    now,
    emit: (event) => seen(event),
    met: (identity) => meet(identity),
    startOf: (pid) => family.startOf(pid),
    endOf: (pid) => family.endOf(pid),
    lost: (pid, t) => family.lost(pid, t),
    probe: (target, signal) => ask({ kind: 'probe', target, signal }),
  })

  const told = new ToldLives()
  const family = createFamily({
    supervisor: supervisor.pid ?? 0,
    eyes: options.eyes,
    now,
    emit: (event) => seen(event),
    met: (identity) => meet(identity),
    expect: (t) => log.expect(t),
    startsOnlyMain: order.program.kind !== 'module',
    isTold: (kind, pid) => told.isTold(kind, pid),
    made: (pid, t) => told.made(pid, t),
  })

  /** Whatever becomes of the engine, and of its parent: the supervisor ends it too. */
  const meet = (identity: ProcessIdentity): void => {
    known.set(identity.pid, identity)
    ask({ kind: 'known', identity })
  }

  /** Whether nothing of a learner's own program runs any more: what it left in the background is part of it. */
  const isOver = async (): Promise<boolean> => {
    if (observer.seesLife || !family.isSettled) return false
    try {
      for (const each of livingProcesses(id, known.values())) await observer.meet(each)
    } catch {
      // A look that failed saw nothing: the next one may.
      return false
    }
    return !observer.seesLife
  }

  /** Looks, and looks again a little later, until the run is over: that of a lesson with its main process. */
  const look = async (): Promise<void> => {
    const last = mainEnded
    await observer.look()
    if (last) lifeless = lesson !== undefined || (await isOver()) ? lifeless + 1 : 0
    if (log.closed) return
    if (lifeless === (lesson === undefined ? looksWithoutLife : 1)) ask({ kind: 'done' })
    else looking = setTimeout(() => void look(), lookEveryMs)
  }

  /** Ends have the kernel's time, where it told: others read of them late. Nothing is before what brought it about. */
  const timed = (event: TraceEvent): TraceEvent => {
    const { pid, t } = event
    if (event.kind === 'reparented') return { ...event, t: Math.max(t, told.endOf(event.from) ?? t) }
    if (event.kind !== 'process-exited') return event
    const own = told.notBeforeDeeds(pid, Math.min(t, family.endOf(pid) ?? t))
    const parent = family.formerParentOf(pid)
    const cause = parent === undefined ? undefined : told.endOf(parent)
    return { ...event, t: cause === undefined ? own : Math.max(own, cause + 1) }
  }

  const notice = (given: TraceEvent): void => {
    const event = timed(given)
    // Parent, kernel and a look at the children may all tell of the same process.
    if ((event.kind === 'process-started' || event.kind === 'process-exited') && !told.add(event)) return
    if (deeds.has(event.kind)) told.did(event)
    log.add(event)
    // Not before: what is later would be told first.
    if (event.kind === 'process-started' || event.kind === 'process-exited') family.settle(event.kind, event.pid)
    if (event.kind !== 'process-started') return
    const { pid, startKey, role, name, ppid, daemon } = event
    family.adopt(pid)
    if (startKey === undefined) return
    known.set(pid, { pid, startKey })
    observer.follow({ pid, startKey }, role, ppid)
    options.onProcess({ pid, startKey }, { run: id, lesson: title, role, name }, daemon ? known.get(ppid) : undefined)
  }

  /** What the engine saw stands behind what the supervisor told before: its word may still be on its way. */
  const seen = (event: TraceEvent): void => {
    const isEnd = event.kind === 'process-exited'
    const isStop = event.kind === 'state' && event.state === 'stopped'
    if (isEnd && !told.add(event)) return
    const settle = log.expect(event.t - 1, hearOutMs)
    heardOut.push(() => {
      if (isEnd) log.add(timed(event))
      else if (isStop && !isEnding) notice(event)
      settle()
    })
    ask({ kind: 'hear-out' })
    if (!isEnd && !isStop) notice(event)
  }

  /** What writes faster than it can be shown waits, as at a terminal. */
  const pace = async (): Promise<void> => {
    if (held || !log.isAhead) return
    held = true
    ask({ kind: 'hold' })
    await log.caughtUp()
    held = false
    ask({ kind: 'go-on' })
  }

  let begun = false
  /** Before anything else, and also of a run whose supervisor never spoke. */
  const begin = (): void => {
    if (begun) return
    begun = true
    const { parameters } = order
    log.add({ kind: 'run-started', t: 0, pid: supervisor.pid ?? 0, run: id, lesson: title, parameters })
  }

  const finish = (leftBehind: number): void => {
    if (ended !== undefined) stopped = ended.reason === 'done' ? undefined : ended.reason
    else stopped ??= 'supervisor-lost'
    begin()
    log.flush()
    const { observations } = observer
    const record = { events: log.events, observations, cpus: cpus().length, parameters: order.parameters }
    const judged = lesson === undefined ? [] : judge(lesson, record, locale)
    // What a run that was ended had not come to yet would count as nothing.
    const measured = lesson === undefined || stopped !== undefined ? {} : measure(lesson, record)
    const prediction = lesson === undefined ? [] : comparePredictions(lesson, measured, options.predictions)
    const checks = stopped === undefined ? judged : excuse(judged)
    const at = { t: now(), pid: supervisor.pid ?? 0 }
    for (const check of checks) log.add({ kind: 'check', ...at, ...check })
    const elapsedMs = Math.round(performance.now() - startedAt)
    const outcome = stopped === undefined ? overall(checks) : 'inconclusive'
    log.add({
      kind: 'report',
      ...at,
      outcome,
      elapsedMs,
      checks: [...checks],
      leftBehind,
      ...(stopped && { stopped }),
      ...(Object.keys(measured).length > 0 && { measured }),
      ...(prediction.length > 0 && { prediction: [...prediction] }),
    })
    log.close()
  }

  supervisor.on('message', (message: SupervisorMessage) => {
    switch (message.kind) {
      case 'clock':
        epochUs = message.epochUs
        begin()
        options.onProcess(message.supervisor, { run: id, lesson: title, role: 'supervisor' })
        void look()
        break
      case 'events':
        for (const event of message.events) notice(event)
        void pace()
        break
      case 'heard-out':
        heardOut.shift()?.()
        break
      case 'main-ended':
        mainEnded = true
        break
      case 'not-started':
        notStarted = message.message
        break
      case 'ending':
        isEnding = true
        observer.end(message.t)
        break
      case 'ended':
        ended = message
        break
    }
  })
  const insist = (reason: Stopped, afterMs: number): NodeJS.Timeout =>
    setTimeout(() => {
      stopped ??= reason
      supervisor.kill('SIGKILL')
    }, afterMs)
  const timers = [insist('time-limit', order.timeLimitMs + supervisorGraceMs)]

  /** The report is the last word: the supervisor is gone too, and what it left without a word is ended here. */
  const conclude = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer)
    clearTimeout(looking)
    isEnding = true
    // Also after a supervisor that did: the kernel's last news may have come too late for it.
    const leftBehind = await sweep(id, known)
    await family.stop()
    for (const settle of heardOut.splice(0)) settle()
    removeFolder(order.folder)
    finish(leftBehind)
  }
  const gone = new Promise<void>((resolve) => {
    supervisor.once('error', () => resolve())
    supervisor.once('exit', () => {
      // Its last message may be read after its end was noticed.
      if (!supervisor.connected) return resolve()
      supervisor.once('disconnect', () => resolve())
      return undefined
    })
  })
    .then(conclude)
    // Whatever failed: nobody watches a run for ever that has ended.
    .finally(() => log.close())

  return {
    id,
    lesson: title,
    get notStarted() {
      return notStarted
    },
    clockUs: now,
    get ended() {
      return log.closed
    },
    finished: gone,
    identityOf: (pid) => known.get(pid),
    noteSignal: (pid, signal) => log.add({ kind: 'mark', t: now(), pid, label: signalLabel, value: signal }),
    watch: (signal) => log.watch(signal),
    watchMany: (signal) => log.watchMany(signal),
    async stop() {
      if (!log.closed) {
        stopped ??= 'by-request'
        ask({ kind: 'end' })
        timers.push(insist('by-request', supervisorGraceMs))
      }
      await gone
      const report = log.events.at(-1)
      return { leftBehind: report?.kind === 'report' ? report.leftBehind : 0 }
    },
  }
}
