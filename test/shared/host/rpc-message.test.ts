import { describe, expect, it } from 'vitest'
import { isClientMessage } from '../../../src/shared/host/rpc-message.ts'

describe('isClientMessage', () => {
  it.each([
    { i: '1', p: { u: '/app/about' } },
    { i: '1', p: { u: '/processes/watch', b: { json: {} }, h: { 'last-event-id': '4' } } },
    { i: '1', t: 4 },
    { i: '1', t: 3, p: { e: 'message' } },
  ])('passes %j', (message) => {
    expect(isClientMessage(JSON.stringify(message))).toBe(true)
  })

  it.each([
    'garbage',
    '',
    'null',
    '[]',
    '7',
    '{}',
    '{"i":1,"p":{"u":"/x"}}',
    '{"i":"1"}',
    '{"i":"1","p":null}',
    '{"i":"1","p":{}}',
    '{"i":"1","p":{"u":7}}',
    '{"i":"1","p":{"u":"https://evil.example/"}}',
    '{"i":"1","p":{"u":"/x","h":{"content-type":"multipart/form-data"}}}',
    '{"i":"1","p":{"u":"/x","h":[]}}',
    '{"i":"1","t":9,"p":{"u":"/x"}}',
    7,
    undefined,
    new Uint8Array(3),
  ])('drops %j', (message) => {
    expect(isClientMessage(message)).toBe(false)
  })
})
