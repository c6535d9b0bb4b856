import { expect, test } from 'vitest'
import { isPermitted } from '../../src/main/permissions.ts'

const copying = 'clipboard-sanitized-write'
const ours = { isMainFrame: true, requestingUrl: 'app://bundle/index.html#/lab' }

test('a person may copy in our own page', () => {
  expect(isPermitted(copying, ours)).toBe(true)
  // A check names the origin only.
  expect(isPermitted(copying, { isMainFrame: true, requestingUrl: 'app://bundle/' })).toBe(true)
  const development = { isMainFrame: true, requestingUrl: 'http://localhost:5173/' }
  expect(isPermitted(copying, development, 'http://localhost:5173')).toBe(true)
})

test.each([
  ['an embedded page', copying, { ...ours, isMainFrame: false }],
  ['another page', copying, { ...ours, requestingUrl: 'https://attacker.example/' }],
  ['a name that only begins like ours', copying, { ...ours, requestingUrl: 'app://bundle.attacker.example/' }],
  ['nobody known', copying, { ...ours, requestingUrl: undefined }],
  ['no address', copying, { ...ours, requestingUrl: '' }],
  ['reading', 'clipboard-read', ours],
  ['anything else', 'geolocation', ours],
])('%s may not', (_who, permission, asking) => {
  expect(isPermitted(permission, asking)).toBe(false)
})
