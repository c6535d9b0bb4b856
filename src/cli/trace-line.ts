import type { TraceEvent } from '../shared/contract/trace.ts'
import { visible } from './visible.ts'

/** @returns the event as one line for people */
export function traceLine(event: TraceEvent): string {
  const time = `${(event.t / 1_000_000).toFixed(3).padStart(8)} s`
  return visible(`${time}  ${describe(event)}`)
}

function describe(event: TraceEvent): string {
  const { pid } = event
  switch (event.kind) {
    case 'run-started':
      return `run ${event.run} of lesson ${event.lesson} began`
    case 'process-started':
      return `process ${pid} started: ${event.name} (${event.role}${event.daemon ? ', daemon' : ''}), child of ${event.ppid}`
    case 'process-exited': {
      const how = event.exitSignal ?? (event.exitCode === undefined ? 'unknown how' : `code ${event.exitCode}`)
      return `process ${pid} ended: ${how}`
    }
    case 'output':
      return `${pid} ${event.stream === 'stderr' ? '!' : '|'} ${event.text}`
    case 'state':
      return `process ${pid} is ${event.state}`
    case 'reparented':
      return `process ${pid} went from parent ${event.from} to ${event.to}`
    case 'mark':
      return `process ${pid} marks ${event.label}${event.value === undefined ? '' : ` = ${JSON.stringify(event.value)}`}`
    case 'check':
      return `check ${event.id} ${event.outcome}: ${event.evidence}`
    case 'report': {
      const passed = event.checks.filter(({ outcome }) => outcome === 'passed').length
      const why = event.stopped === undefined ? '' : ` (${event.stopped})`
      return `${event.outcome}${why}: ${passed} of ${event.checks.length} checks passed, ${event.leftBehind} processes left behind`
    }
    default:
      // Kinds that later versions add are shown as they are.
      return JSON.stringify(event)
  }
}
