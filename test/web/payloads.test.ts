import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { inspectProcess } from '../../src/core/processes/inspect.ts'
import { openSession, openSocket, type OpenedSession } from '../helpers/open-socket.ts'
import { endStarted, startForkscope, type Running } from '../helpers/run-forkscope.ts'

// A real host is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 })

let host: Running
let session: OpenedSession
let victim: ChildProcess
/** A request that would end the victim. */
let deadly = ''

beforeAll(async () => {
  host = startForkscope(['serve', '--json'])
  const { value } = await host.lines().next()
  session = await openSession(JSON.parse(value).url)
  victim = spawn('sleep', ['300'], { stdio: 'ignore' })
  await once(victim, 'spawn')
  const seen = await inspectProcess(victim.pid ?? 0)
  const targets = [{ pid: victim.pid, startKey: seen?.startKey }]
  deadly = JSON.stringify({ i: '1', p: { u: '/processes/signal', b: { json: { targets, signal: 'SIGKILL' } } } })
}, 60_000)
afterAll(async () => {
  host.child.kill('SIGTERM')
  const status = await host.ended
  endStarted()
  victim.kill('SIGKILL')
  expect(status).toEqual([0, null])
})

let socket: WebSocket
beforeEach(async () => {
  socket = await openSocket(session)
})

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const request = (path: string, body?: unknown, more: object = {}): string =>
  JSON.stringify({ i: '1', p: { u: path, b: body, ...more } })

/** Asks over a socket of its own, after everything that came before was handled. */
async function hostStillAnswers(): Promise<void> {
  const other = await openSocket(session)
  other.send(request('/app/about', {}))
  expect(JSON.parse(String((await once(other, 'message'))[0])).p.b.json.version).toMatch(/^\d/)
  other.close()
}

async function nothingHappened(): Promise<void> {
  await hostStillAnswers()
  expect(victim.signalCode).toBeNull()
  expect((await inspectProcess(victim.pid ?? 0))?.state).toBe('sleeping')
  // Not a word about it: no stack trace that fills a log, and no cookie or token in one.
  expect(host.said()).toBe('')
}

describe.runIf(process.platform !== 'win32')('a socket that sends what no client sends', () => {
  it.each([
    ['text', 'hello'],
    ['an empty message', ''],
    ['bytes', Buffer.from([0, 255, 1])],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['100,000 nested lists', nested(100_000)],
    ['a request without a path', JSON.stringify({ i: '1', p: {} })],
    ['a request of another host', request('//evil.example/x')],
    ['a request with an absolute address', request('http://evil.example/x')],
    ['a response', JSON.stringify({ i: '1', t: 2, p: {} })],
    ['an unknown kind', JSON.stringify({ i: '1', t: 99, p: {} })],
    ['a form', request('/processes/list', {}, { h: { 'content-type': 'multipart/form-data' } })],
    ['a header that is a list', request('/processes/list', {}, { h: { a: ['b'] } })],
  ])('is closed after %s, and what follows is not done', async (_, garbage) => {
    const closed = once(socket, 'close')
    socket.send(garbage)
    socket.send(deadly)
    expect((await closed)[0]).toBe(4400)
    await nothingHappened()
  })

  it('is closed after a request in a binary frame, which is not done', async () => {
    const closed = once(socket, 'close')
    socket.send(Buffer.from(deadly))
    expect((await closed)[0]).toBe(4400)
    await nothingHappened()
  })

  it('is closed after a message that is too large', async () => {
    const closed = once(socket, 'close')
    socket.send(deadly.padEnd(5 * 1024 * 1024))
    expect((await closed)[0]).toBe(1009)
    await nothingHappened()
  })
})

describe.runIf(process.platform !== 'win32')('a request that the contract does not allow', () => {
  const signalled = (json: unknown): string => request('/processes/signal', { json })
  it.each([
    ['an unknown procedure', request('/no/such'), 404],
    ['a path into the prototype', request('/__proto__/constructor', {}), 404],
    ['a path that is not encoded well', request('/processes/%zz', {}), 404],
    ['no body', request('/processes/plan'), 400],
    ['a body that is text', request('/processes/plan', 'x'), 400],
    ['a body of null', request('/processes/plan', null), 400],
    ['50,000 nested lists', request('/processes/plan', { json: 0 }).replace('0', nested(50_000)), 400],
    [
      'nested lists for a type',
      request('/processes/plan', { json: {}, meta: 0 }).replace(':0', `:${nested(5000)}`),
      400,
    ],
    ['types that lead to the prototype', request('/processes/plan', { json: {}, meta: [[1, '__proto__', 'x']] }), 400],
    ['types that do not fit', request('/processes/plan', { json: { a: 'z' }, meta: [[0, 'a']] }), 400],
    ['too many targets', signalled({ targets: Array(10_001).fill({ pid: 1, startKey: '1' }), signal: 'TERM' }), 400],
    ['a pid beyond all numbers', signalled({ targets: [{ pid: 1e308, startKey: '1' }], signal: 'TERM' }), 400],
    ['a signal that is no text', signalled({ targets: [{ pid: 1, startKey: '1' }], signal: {} }), 400],
    ['a signal that is not known', signalled({ targets: [{ pid: 1, startKey: '1' }], signal: 'NOPE' }), 500],
  ])('gets a typed error for %s', async (name, message, status) => {
    const answered = once(socket, 'message')
    socket.send(message)
    const { p: answer } = JSON.parse(String((await answered)[0]))
    expect(answer.s, name).toBe(status)
    expect(Reflect.get({}, 'x')).toBeUndefined()
    await nothingHappened()
    socket.close()
  })

  it('does it when it is allowed', async () => {
    const answered = once(socket, 'message')
    const other = spawn('sleep', ['300'], { stdio: 'ignore' })
    const ended = once(other, 'exit')
    const seen = await inspectProcess(other.pid ?? 0)
    socket.send(signalled({ targets: [{ pid: other.pid, startKey: seen?.startKey }], signal: 'KILL' }))
    expect(JSON.parse(String((await answered)[0])).p.b.json.results).toMatchObject([{ outcome: 'ended' }])
    expect(await ended).toEqual([null, 'SIGKILL'])
    socket.close()
  })
})
