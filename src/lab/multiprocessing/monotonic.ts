/** @returns microseconds of the clock of `process.hrtime`, which all processes of a machine share */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n)
}
