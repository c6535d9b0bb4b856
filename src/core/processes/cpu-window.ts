import type { RawProcess } from '../platform/source.ts'

/** Clock ticks are 10 ms: over less than this a percentage is mostly their noise. */
const shortestWindowMs = 150

/** What the CPU use of one process is measured from. */
export interface CpuWindow {
  readonly fromMs: number
  readonly cpuTimeMs: number | undefined
  /** Percent of one CPU; undefined until a window has passed. */
  readonly percent: number | undefined
}

type CpuFacts = Pick<RawProcess, 'cpuTimeMs' | 'cpuPercent'>

/** @param atMs on a clock that only goes forward: the wall clock may be set at any time */
export function firstWindow(facts: CpuFacts, atMs: number): CpuWindow {
  return { fromMs: atMs, cpuTimeMs: facts.cpuTimeMs, percent: facts.cpuPercent }
}

/**
 * Samples may follow each other closely, as after a signal. Those leave the window open and the figure as it was.
 * @returns the window to measure from next time, with the use over the one that has closed, to a tenth of a percent
 */
export function nextWindow(before: CpuWindow, facts: CpuFacts, atMs: number): CpuWindow {
  if (facts.cpuTimeMs === undefined || before.cpuTimeMs === undefined) return firstWindow(facts, atMs)
  const elapsedMs = atMs - before.fromMs
  if (elapsedMs < shortestWindowMs) return before
  const percent = (100 * (facts.cpuTimeMs - before.cpuTimeMs)) / elapsedMs
  return { fromMs: atMs, cpuTimeMs: facts.cpuTimeMs, percent: Math.max(0, Math.round(percent * 10) / 10) }
}
