import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { sameValue } from '../../../src/shared/model/same-value.ts'
import { processSchema, type Process } from '../../../src/shared/contract/process.ts'

/** Every field of the contract, down to the last nested one. */
const whole: Required<Process> = {
  pid: 1,
  startKey: 'a',
  startedAt: 2,
  ppid: 3,
  parentStartKey: 'b',
  name: 'n',
  command: ['x', 'y'],
  commandTruncated: true,
  commandMasked: true,
  executable: '/x',
  executableDeleted: true,
  user: 'u',
  uid: 4,
  state: 'zombie',
  cpuPercent: 5,
  cpuTimeMs: 6,
  rssBytes: 7,
  threads: 8,
  nice: 9,
  processGroup: 10,
  session: 11,
  terminal: 'pts/0',
  zombie: { waitingOn: { pid: 12, startKey: 'c', name: 'parent' } },
  orphan: {
    evidence: 'inferred',
    originalParent: { pid: 13, startKey: 'd', name: 'first' },
    adopter: { pid: 14, startKey: 'e', name: 'adopter' },
  },
  daemon: { kind: 'multiprocessing', endsWith: { pid: 15, startKey: 'f' } },
  kernel: true,
  lab: { run: 'r', lesson: 'l', role: 'child', name: 'Process-1' },
  readBytesPerSecond: 16,
  writeBytesPerSecond: 17,
  voluntarySwitchesPerSecond: 18,
  involuntarySwitchesPerSecond: 19,
  priority: 20,
  lastCpu: 21,
  cgroup: '/g',
  unit: 'u.service',
  container: '0123456789ab',
  descriptors: 22,
  waitChannel: 'w',
  windowTitle: 't',
}

/** @returns the paths of all leaves, such as `zombie.waitingOn.name` */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
}

/** @returns a copy in which the leaf is another value, or gone */
function changed(value: unknown, [key, ...rest]: readonly string[], gone: boolean): unknown {
  if (key === undefined) return 'other'
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value)
  if (rest.length === 0 && gone) delete copy[key]
  else copy[key] = changed(copy[key], rest, gone)
  return copy
}

describe('sameValue', () => {
  it('knows the whole contract', () => {
    expect(Object.keys(whole).toSorted()).toEqual(Object.keys(processSchema.shape).toSorted())
    expect(sameValue(whole, structuredClone(whole))).toBe(true)
  })

  it.each(leaves(whole).map((path) => path.join('.')))('sees a change of %s', (path) => {
    expect(sameValue(whole, changed(whole, path.split('.'), false))).toBe(false)
    expect(sameValue(changed(whole, path.split('.'), false), whole)).toBe(false)
    expect(sameValue(whole, changed(whole, path.split('.'), true))).toBe(false)
    expect(sameValue(changed(whole, path.split('.'), true), whole)).toBe(false)
  })

  it('takes what is undefined for absent', () => {
    expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true)
    expect(sameValue({ a: 1 }, { a: 1, b: undefined })).toBe(true)
  })

  it('agrees with Node about plain JSON', () => {
    // Own keys such as __proto__ cannot come from a source.
    const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'))
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(sameValue(a, structuredClone(a))).toBe(true)
        expect(sameValue(a, b)).toBe(isDeepStrictEqual(a, b))
      }),
      { numRuns: 1000 },
    )
  })
})
