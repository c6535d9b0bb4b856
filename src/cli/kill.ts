import type { Backend } from '../backend/create-backend.ts'
import type { ProcessIdentity } from '../shared/contract/process.ts'
import type { Plan, PlannedTarget, SignalResult, TargetSpec } from '../shared/contract/signals.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { parseTarget, targetText } from './parse-target.ts'
import { tableLines } from './table-text.ts'
import { interruptedStatus } from './terminal.ts'
import { seconds, UsageError } from './usage-error.ts'
import { visible } from './visible.ts'

export interface KillOptions {
  readonly signal?: string
  readonly force?: true
  readonly tree?: true
  readonly grace?: string
  readonly evenCritical?: true
  readonly dryRun?: true
  readonly json?: true
}

/** `forkscope kill`: plans, then signals exactly what was planned. */
export async function runKill(texts: readonly string[], options: KillOptions, context: CliContext): Promise<number> {
  const specs = texts.map(parseTarget)
  if (options.force && options.signal !== undefined) throw new UsageError('Give --signal or --force, not both.')
  if (options.force && options.grace !== undefined) {
    throw new UsageError('--grace begins politely and --force does not: give one of them.')
  }
  const graceMs = options.grace === undefined ? undefined : seconds(options.grace, 3600) * 1000
  return withBackend(context, async ({ signaller }) => {
    const signal = signalOf(options, signaller)
    if (graceMs !== undefined && !signaller.ends(signal)) {
      throw new UsageError(`--grace is for a signal that asks to end, and ${signal} does not: leave --grace out.`)
    }
    const tree = options.tree === true
    const evenCritical = options.evenCritical === true
    const plan = await signaller.plan({ targets: specs, tree, evenCritical })
    if (options.dryRun) return showPlan(plan, signal, options, context)
    // Roots only: with `tree` the signaller finds what is below them at the very moment.
    const roots = plan.targets.filter(({ depth }) => depth === 0)
    const targets = [...roots.map(({ pid, startKey }) => ({ pid, startKey })), ...plan.unmatched.flatMap(frozen)]
    const request = { targets, signal, tree, evenCritical, ...(graceMs !== undefined && { graceMs }) }
    const results = targets.length === 0 ? [] : await signaller.signal(request, context.terminal.ending)
    const planned = new Map(plan.targets.map((target) => [target.pid, target]))
    const named = results.map((result): PortResult => {
      const { name, ports } = planned.get(result.pid) ?? {}
      return { ...(name !== undefined && { name }), ...result, ...(ports && { ports }) }
    })
    const status = showResults([...named, ...missing(plan.unmatched, signal)], plan.unmatched, options, context)
    return interruptedStatus(context.terminal) ?? status
  })
}

/** A result with where the process listened, of the ports that were named. */
type PortResult = SignalResult & Pick<PlannedTarget, 'ports'>

function signalOf(options: KillOptions, signaller: Backend['signaller']): string {
  if (options.force) return 'SIGKILL'
  const parsed = signaller.parse(options.signal ?? 'SIGTERM')
  if (parsed.kind === 'signal') return parsed.name
  const hint =
    parsed.nearest === undefined
      ? `; choose from ${signaller.signals.join(', ')}.`
      : `; did you mean ${parsed.nearest}?`
  throw new UsageError(`This system has no signal "${options.signal ?? ''}"${hint}`)
}

/** An identity that the table no longer shows: the signaller tells whether it is gone or its pid was reused. */
function frozen(spec: TargetSpec): readonly ProcessIdentity[] {
  return spec.kind === 'process' && spec.startKey !== undefined ? [{ pid: spec.pid, startKey: spec.startKey }] : []
}

function missing(unmatched: readonly TargetSpec[], signal: string): readonly SignalResult[] {
  return unmatched.flatMap((spec): SignalResult[] => {
    if (spec.kind !== 'process' || spec.startKey !== undefined) return []
    if (spec.pid === 0) {
      const message = 'Pid 0 names no process that could be signalled.'
      return [{ pid: 0, outcome: 'refused', reason: 'init', signal, elapsedMs: 0, message }]
    }
    const message = `There is no process ${spec.pid}; nothing was sent.`
    return [{ pid: spec.pid, outcome: 'gone', signal, elapsedMs: 0, message }]
  })
}

function sayUnmatched(unmatched: readonly TargetSpec[], { terminal }: CliContext): boolean {
  const nobody = unmatched.filter(({ kind }) => kind !== 'process')
  for (const spec of nobody) {
    const why =
      spec.kind === 'port'
        ? 'no process that this account can see listens on it, by TCP or UDP (UDP ports that the system gives to senders do not count)'
        : 'no process has that name'
    terminal.say(visible(`${targetText(spec)} matches nothing: ${why}.`))
  }
  return nobody.length > 0
}

/** @returns the name, and the ports as `:53 UDP` */
function nameAndPorts({ name, ports = [] }: Pick<PortResult, 'name' | 'ports'>): string {
  const words = ports.map(({ port, protocol }) => `:${port} ${protocol.toUpperCase()}`)
  return [visible(name ?? ''), ...(words.length === 0 ? [] : [`(${words.join(', ')})`])].join(' ')
}

function showResults(
  results: readonly PortResult[],
  unmatched: readonly TargetSpec[],
  options: KillOptions,
  context: CliContext,
): number {
  const { terminal } = context
  const nobody = sayUnmatched(unmatched, context)
  if (options.json) terminal.json({ results })
  else if (results.length > 0) {
    const titles = [{ title: 'PID', right: true }, { title: 'NAME' }, { title: 'OUTCOME' }, { title: 'MESSAGE' }]
    const rows = results.map((result) => [
      String(result.pid),
      nameAndPorts(result),
      result.outcome,
      visible(result.message),
    ])
    for (const line of tableLines(titles, rows, undefined)) terminal.line(line)
  }
  return !nobody && results.every(({ outcome }) => outcome === 'ended' || outcome === 'sent') ? 0 : 1
}

function showPlan(plan: Plan, signal: string, options: KillOptions, context: CliContext): number {
  const { terminal } = context
  if (options.json)
    terminal.json({ results: [], dryRun: true, signal, targets: plan.targets, unmatched: plan.unmatched })
  else if (plan.targets.length > 0) {
    const titles = [{ title: 'PID', right: true }, { title: 'USER' }, { title: 'WOULD' }, { title: 'NAME' }]
    const rows = plan.targets.map((target) => [
      String(target.pid),
      visible(target.user ?? ''),
      wouldDo(target, signal),
      `${'  '.repeat(target.depth)}${nameAndPorts(target)}`,
    ])
    for (const line of tableLines(titles, rows, undefined)) terminal.line(line)
  }
  sayUnmatched(plan.unmatched, context)
  for (const spec of plan.unmatched) {
    if (spec.kind === 'process') terminal.say(visible(`There is no process ${targetText(spec)}.`))
  }
  const ready = plan.targets.every(({ refusal, zombie }) => refusal === undefined && !zombie)
  return ready && plan.unmatched.length === 0 ? 0 : 1
}

function wouldDo({ refusal, zombie }: PlannedTarget, signal: string): string {
  if (refusal !== undefined) return `be refused (${refusal})`
  return zombie ? 'do nothing: it has ended' : `get ${signal}`
}
