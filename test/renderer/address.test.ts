import { expect, it } from 'vitest'
import { hashOf, placeOf } from '../../src/renderer/src/app/address.ts'

it.each([
  ['#/lab/16-zombie', { page: 'lab', of: '16-zombie' }],
  ['#/lab', { page: 'lab', of: undefined }],
  ['#/machine', { page: 'machine', of: undefined }],
  ['#/processes/4242%40183742', { page: 'processes', of: '4242@183742' }],
] as const)('%s is an address', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
  expect(hashOf(place)).toBe(hash)
})

it('knows the table without one, and what is none', () => {
  expect(placeOf('')).toEqual({ page: 'processes', of: undefined })
  for (const hash of ['#token=abc', '#/elsewhere', '#/processes/50%', '#/lab/a/b', '#lab']) {
    expect(placeOf(hash), hash).toBeUndefined()
  }
})
