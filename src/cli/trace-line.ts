import type { TraceEvent } from '../shared/contract/trace.ts'
import { visible } from './visible.ts'

/** @returns the event as one line for people */
export function traceLine(event: TraceEvent): string {
  const time = `${(event.t / 1_000_000).toFixed(3).padStart(8)} s`
  return visible(`${time}  ${describe(event)}`)
}

const lockWords = {
  request: 'asks for',
  acquire: 'gets',
  release: 'releases',
  timeout: 'gives up waiting for',
  refused: 'does not get',
} as const

const queueWords = {
  put: 'puts into',
  get: 'gets from',
  'blocked-put': 'waits for room in',
  'blocked-get': 'waits for an item of',
  'task-done': 'finishes a task of',
  closed: 'closes',
} as const

function describe(event: TraceEvent): string {
  const { pid } = event
  switch (event.kind) {
    case 'run-started':
      return `run ${event.run} of ${event.lesson} began`
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
    case 'lock':
      return `${pid} ${lockWords[event.action]} ${event.lock}${event.holder === undefined || event.holder === pid ? '' : `, which ${event.holder} has`}`
    case 'queue': {
      const unfinished = event.unfinished === undefined ? '' : `, ${event.unfinished} unfinished`
      return `${pid} ${queueWords[event.action]} ${event.queue}: ${event.size} in it${unfinished}`
    }
    case 'deadlock': {
      const who = event.waiting.map((each) => `${each.pid} waits for ${each.on}`).join(', ')
      return `deadlock: ${who}${event.heldBy === undefined ? '' : `; held by ${event.heldBy}`}`
    }
    case 'mark':
      return `process ${pid} marks ${event.label}${event.value === undefined ? '' : ` = ${JSON.stringify(event.value)}`}`
    case 'check':
      return `check ${event.id} ${event.outcome}: ${event.evidence}`
    case 'report': {
      const passed = event.checks.filter(({ outcome }) => outcome === 'passed').length
      const why = event.stopped === undefined ? '' : ` (${event.stopped})`
      const left = `${event.leftBehind} processes left behind`
      // Nobody judges a program of the learner's own.
      if (event.checks.length === 0) return `ended${why}, ${left}`
      return `${event.outcome}${why}: ${passed} of ${event.checks.length} checks passed, ${left}`
    }
  }
}
