import type { CheckResult, TraceEvent } from '../contract/trace.ts'

/** @returns the event as the command line prints it: with evidence in the language of the run alone */
export function inOneLanguage(event: TraceEvent): TraceEvent {
  if (event.kind === 'check') return withoutOthers(event)
  return event.kind === 'report' ? { ...event, checks: event.checks.map(withoutOthers) } : event
}

function withoutOthers<C extends CheckResult>(check: C): Omit<C, 'evidenceIn'> {
  const { evidenceIn: _, ...rest } = check
  return rest
}
