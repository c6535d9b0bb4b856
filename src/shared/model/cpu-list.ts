/** The largest number of a CPU that a list may name. */
const largestCpu = 4095

/**
 * @param text `0-3,8` as Linux and taskset write it; spaces around numbers do not matter, but do not join two either
 * @returns the CPUs in order, each once; none when it is not such a list
 */
export function parseCpuList(text: string): readonly number[] {
  const cpus = new Set<number>()
  for (const part of text.split(',')) {
    const [, first, last = first] = /^\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?$/.exec(part) ?? []
    if (first === undefined || Number(last) < Number(first) || Number(last) > largestCpu) return []
    for (let cpu = Number(first); cpu <= Number(last); cpu += 1) cpus.add(cpu)
  }
  return [...cpus].toSorted((a, b) => a - b)
}

/** @returns the same in as few words as possible: `0-3,8` */
export function formatCpuList(cpus: readonly number[]): string {
  const runs: { first: number; last: number }[] = []
  for (const cpu of [...new Set(cpus)].toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && run.last === cpu - 1) run.last = cpu
    else runs.push({ first: cpu, last: cpu })
  }
  return runs.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(',')
}
