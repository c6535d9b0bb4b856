import type { ProcessState } from '../../../../../shared/contract/process.ts'
import type { BarKind, PointKind } from '../model/lane.ts'
import type { Colour, Fill, Glyph } from './pen.ts'

interface Look {
  readonly colour: Colour
  readonly fill: Fill
  readonly letter: string
}

export const stateLooks: Readonly<Record<ProcessState, Look>> = {
  running: { colour: 'running', fill: 'solid', letter: 'R' },
  sleeping: { colour: 'sleeping', fill: 'light', letter: 'S' },
  'disk-sleep': { colour: 'disk', fill: 'hatched', letter: 'D' },
  stopped: { colour: 'stopped', fill: 'barred', letter: 'T' },
  traced: { colour: 'stopped', fill: 'barred', letter: 't' },
  zombie: { colour: 'zombie', fill: 'hollow', letter: 'Z' },
  idle: { colour: 'sleeping', fill: 'light', letter: 'I' },
  dead: { colour: 'quiet', fill: 'hollow', letter: 'X' },
  unknown: { colour: 'line', fill: 'solid', letter: '' },
}
export const barLooks: Readonly<Record<BarKind, { readonly colour: Colour; readonly fill: Fill }>> = {
  'holds-lock': { colour: 'accent', fill: 'solid' },
  'waits-lock': { colour: 'orphan', fill: 'hatched' },
  'blocked-put': { colour: 'disk', fill: 'barred' },
  'blocked-get': { colour: 'disk', fill: 'light' },
  joining: { colour: 'quiet', fill: 'outlined' },
}
export const pointLooks: Readonly<Record<PointKind, { readonly glyph: Glyph; readonly colour: Colour }>> = {
  start: { glyph: 'start', colour: 'running' },
  exit: { glyph: 'exit', colour: 'text' },
  output: { glyph: 'dot', colour: 'quiet' },
  signal: { glyph: 'signal', colour: 'danger' },
  mark: { glyph: 'mark', colour: 'accent' },
  reparented: { glyph: 'arrow', colour: 'orphan' },
  deadlock: { glyph: 'alarm', colour: 'danger' },
  refused: { glyph: 'exit', colour: 'orphan' },
}
