import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startWebHost } from '../../src/web/start-web-host.ts'
import { ask, connected, folder, host, own, post, session, socket, tokenOf } from './one-host.ts'

describe('sockets of the web host', () => {
  it('refuses a request for a socket by any method but GET, and by GET without an Origin', async () => {
    const { cookie } = await session()
    const raw = async (method: string, more: string): Promise<string> => {
      const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
      const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
      const connection = connect(host.port, '127.0.0.1')
      connection.write(`${method} /rpc HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\n`)
      connection.write(`${more}${upgrade}${key}\r\n`)
      const [answer] = await once(connection, 'data')
      connection.destroy()
      return String(answer).split('\r\n', 1)[0] ?? ''
    }
    const origin = `Origin: ${own().Origin}\r\n`
    expect(await raw('GET', origin)).toMatch(/ 101 /)
    expect(await raw('GET', '')).toMatch(/ 403 /)
    for (const method of ['HEAD', 'POST', 'PUT', 'OPTIONS']) {
      expect(await raw(method, '')).toMatch(method === 'POST' ? / 403 / : / 405 /)
      expect(await raw(method, origin)).toMatch(/ 405 /)
    }
  })

  it('opens a socket only with cookie, Origin and secret', async () => {
    const { cookie, secret, flags } = await session()
    expect(flags).toContain('Path=/')
    expect((await socket({ Cookie: cookie })).status).toBe(403)
    expect((await socket({ Cookie: cookie, Origin: 'http://evil.example' })).status).toBe(403)
    const wrong = await socket({ Cookie: cookie, Origin: own().Origin }, JSON.stringify({ secret: 'wrong' }))
    expect((await once(wrong.made, 'close'))[0]).toBe(4401)
    const stolen = await socket({ Cookie: 'forkscope-1=x', Origin: own().Origin }, JSON.stringify({ secret }))
    expect((await once(stolen.made, 'close'))[0]).toBe(4401)
    const before = connected.length
    const good = await socket({ Cookie: cookie, Origin: own().Origin }, JSON.stringify({ secret }))
    expect(String((await once(good.made, 'message'))[0])).toBe('{"ready":true}')
    expect(connected.length).toBe(before + 1)
    good.made.close()
  })

  it.each([
    ['no Origin', {}],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['another name of the same', { Origin: 'http://localhost' }],
    ['another scheme', { Origin: 'https://127.0.0.1' }],
    ['an opaque Origin', { Origin: 'null' }],
    ['a prefix', { Origin: 'http://127.0.0.1.attacker.example' }],
  ])('refuses a socket to %s, whose cookie a browser would send along', async (_, headers) => {
    const { cookie } = await session()
    expect((await socket({ Cookie: cookie, ...headers })).status).toBe(403)
  })

  it.each(['same-site', 'cross-site', 'none', 'future-value'])('refuses a socket to a %s page', async (site) => {
    const { cookie } = await session()
    expect((await socket({ Cookie: cookie, Origin: own().Origin, 'Sec-Fetch-Site': site })).status).toBe(403)
  })

  it("opens no socket with one session's cookie and another one's secret", async () => {
    const [mine, other] = [await session(), await session()]
    const mixed = await socket({ Cookie: mine.cookie, Origin: own().Origin }, JSON.stringify({ secret: other.secret }))
    expect((await once(mixed.made, 'close'))[0]).toBe(4401)
  })

  it('opens a socket at one path only, and compresses nothing', async () => {
    const { cookie, secret } = await session()
    const elsewhere = new WebSocket(`ws://127.0.0.1:${host.port}/other`, { headers: { Cookie: cookie, ...own() } })
    elsewhere.on('error', () => {})
    expect((await once(elsewhere, 'unexpected-response'))[1].statusCode).toBe(404)
    const { made } = await socket({ Cookie: cookie, Origin: own().Origin }, JSON.stringify({ secret }))
    await once(made, 'message')
    expect(made.extensions).toBe('')
    made.close()
  })

  it.each([
    ['text that is not JSON', 'hello'],
    ['bytes', Buffer.from([0, 255, 1])],
    ['a JSON number', '1'],
  ])('closes a socket that sends %s, and lives on', async (_, garbage) => {
    const { cookie, secret } = await session()
    const { made } = await socket({ Cookie: cookie, Origin: own().Origin }, JSON.stringify({ secret }))
    await once(made, 'message')
    made.send(garbage)
    expect((await once(made, 'close'))[0]).toBe(4400)
    expect((await ask({})).status).toBe(200)
  })

  it('slows guessing a secret down, and counts nobody who only looks in', async () => {
    const other = await startWebHost({ rendererFolder: folder, backend: { connectWebSocket: () => {} } })
    const open = async (first?: string) => {
      const made = new WebSocket(`ws://127.0.0.1:${other.port}/rpc`, { headers: { Origin: own(other).Origin } })
      made.on('error', () => {})
      const refused = once(made, 'unexpected-response').then(([, answer]) => Number(answer.statusCode))
      const status = await Promise.race([refused, once(made, 'open').then(() => undefined)])
      if (status !== undefined) return status
      const closed = once(made, 'close')
      if (first === undefined) made.close()
      else made.send(first)
      return Number((await closed)[0])
    }
    try {
      for (let look = 0; look < 25; look += 1) expect(await open()).not.toBe(4401)
      for (let guess = 0; guess < 20; guess += 1) expect(await open(`{"secret":"${guess}"}`)).toBe(4401)
      expect(await open('{"secret":"x"}')).toBe(429)
      expect((await post(tokenOf(other.freshLink()), {}, other)).status).toBe(429)
      expect((await ask({}, other)).status).toBe(200)
    } finally {
      await other.stop()
    }
  })
})
