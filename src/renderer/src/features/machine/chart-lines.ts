import type { MachineSample } from '../../../../shared/contract/machine.ts'
import { machineSpanMs } from '../../../../shared/model/recent.ts'
import type { ChartColour, ChartData } from '../../components/chart-data.ts'

/** What one line of a chart takes from each sample. */
export interface LineOf {
  readonly title: string
  readonly colour: ChartColour
  readonly value: (sample: MachineSample) => number | undefined
}

/** Samples come each second: after so long nobody was looking, and a line across would be made up. */
const gapMs = 5000

/** @returns the samples as a chart of the last ten minutes, with a gap wherever nothing was read */
export function chartOf(
  samples: readonly MachineSample[],
  lines: readonly LineOf[],
  options: Pick<ChartData, 'top' | 'leastTop' | 'isBytes'> = {},
): ChartData {
  const points = samples.flatMap((sample, index): { readonly at: number; readonly sample?: MachineSample }[] => {
    const before = samples[index - 1]
    const missed = before !== undefined && sample.at - before.at > gapMs
    return [...(missed ? [{ at: before.at + 1 }] : []), { at: sample.at, sample }]
  })
  return {
    times: points.map(({ at }) => at),
    series: lines.map(({ title, colour, value }) => ({
      title,
      colour,
      values: points.map(({ sample }) => sample && value(sample)),
    })),
    spanMs: machineSpanMs,
    ...options,
  }
}

/** @returns the sum of what is known; undefined when nothing is */
export function sumOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0)
}

/** @returns the interfaces that a total counts: what goes through a made one goes through a real one too */
export function countedNetworks(sample: MachineSample): NonNullable<MachineSample['networks']> {
  const all = sample.networks ?? []
  const real = all.filter(({ kind }) => kind === 'hardware')
  // In a container there is no hardware to be seen.
  return real.length > 0 ? real : all.filter(({ kind }) => kind === 'virtual')
}

/** @returns busy time in percent: waiting for a disk is idle time */
export function busyOf(cpu: MachineSample['cpu']): number | undefined {
  return cpu === undefined ? undefined : cpu.user + cpu.system + (cpu.steal ?? 0)
}
