import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { startWebHost } from '../../src/web/start-web-host.ts'
import { ask, folder, headersSeen, host, own, post, session, socket, tokenOf } from './one-host.ts'

describe('the web host', () => {
  it('serves the page with a fresh nonce and the strict headers', async () => {
    const [one, two] = [await ask({}), await ask({})]
    expect(one.status).toBe(200)
    const nonce = /'nonce-([^']+)'/.exec(String(one.headers['content-security-policy']))?.[1] ?? 'none'
    expect(one.text).toContain(`nonce="${nonce}"`)
    expect(two.text).not.toBe(one.text)
    expect(one.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(one.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it.each(['127.0.0.1', 'localhost', '[::1]', 'localhost:9', '127.0.0.1:65535'])(
    'answers under the name %s',
    async (name) => {
      expect((await ask({ headers: { Host: name } })).status).toBe(200)
    },
  )

  it.each([
    'localhost6',
    '127.attacker.example',
    '0177.0.0.1',
    '10.0.2.555',
    '127.1',
    '127.0.0.1.',
    'localhost.evil.example',
    '[::ffff:127.0.0.1]',
    'evil@localhost',
    '2130706433',
    '127.0.0.1.attacker.example',
    'localhost.',
    'sub.localhost',
    '0x7f.1',
    '0x7f000001',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::1].attacker.example',
    '127.0.0.1:80:80',
    '127.0.0.1:port',
    '127.0.0.1, attacker.example',
    'LOCALHOST\u00e9',
    ' ',
  ])('refuses the name %s, for pages and for sockets', async (name) => {
    const answer = await ask({ headers: { Host: name } })
    expect(answer.status).toBe(403)
    expect(answer.text).toMatch(/open the address it printed/)
    // An Origin that fits the name: rebinding sends exactly that.
    const { cookie } = await session()
    expect((await socket({ Cookie: cookie, Host: name, Origin: `http://${name}` })).status).toBe(403)
  })

  it('needs one name, and only one', async () => {
    const raw = async (head: string): Promise<string> => {
      const connection = connect(host.port, '127.0.0.1')
      connection.end(`GET / HTTP/1.1\r\n${head}Connection: close\r\n\r\n`)
      let text = ''
      for await (const part of connection) text += String(part)
      return text
    }
    expect(await raw('')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await raw('Host: 127.0.0.1\r\nHost: attacker.example\r\n')).toMatch(/^HTTP\/1\.1 (400|403) /)
    expect(await raw('Host: attacker.example\r\nHost: 127.0.0.1\r\n')).toMatch(/^HTTP\/1\.1 (400|403) /)
    expect(await raw('Host: 127.0.0.1\r\n')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('listens on 127.0.0.1 and on no other address', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address)
    for (const address of [...others, '::1', '127.0.0.2']) {
      const connection = connect(host.port, address)
      const outcome = await Promise.race([
        once(connection, 'connect').then(() => 'connected'),
        new Promise((resolve) => connection.once('error', () => resolve('refused'))),
      ])
      connection.destroy()
      expect({ address, outcome }).toEqual({ address, outcome: 'refused' })
    }
  })

  it.each([
    ['no Origin', { 'Content-Type': 'application/json', Origin: '' }],
    ['a foreign Origin', { Origin: 'http://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['null', { Origin: 'null' }],
    ['a same-site request', { 'Sec-Fetch-Site': 'same-site' }],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('refuses a session to %s, and the token stays good', async (_, headers) => {
    const token = tokenOf(host.freshLink())
    expect((await post(token, headers)).status).toBe(403)
    expect((await post(token)).status).toBe(200)
  })

  it('refuses a cross-site GET and allows a navigation', async () => {
    expect((await ask({ headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' } })).status).toBe(403)
    expect((await ask({ headers: { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' } })).status).toBe(200)
  })

  it('opens one session for a token, and none for the second time', async () => {
    const token = tokenOf(host.freshLink())
    const first = await post(token)
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/)
    const second = await post(token)
    expect(second.status).toBe(401)
    expect(second.text).toMatch(/was used or has expired/)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  it.each([
    ['without a secret', () => ''],
    ['with the token in the query', () => `?token=${tokenOf(host.freshLink())}`],
  ])('shows nobody anything but the page itself, %s', async (_, query) => {
    for (const path of ['/api/processes', '/processes/list', '/rpc', '/session', '/metrics']) {
      const answer = await ask({ path: `${path}${query()}` })
      expect(answer.status).toBe(404)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  it.each([
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ])('does not take JSON that is called %j', async (type) => {
    const token = tokenOf(host.freshLink())
    expect((await post(token, { 'Content-Type': type })).status).toBe(415)
    expect((await post(token)).status).toBe(200)
  })

  it('does not wait for headers that never end, and answers others meanwhile', async () => {
    const slow = connect(host.port, '127.0.0.1')
    slow.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
    expect((await ask({})).status).toBe(200)
    let text = ''
    for await (const part of slow) text += String(part)
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('does not read endless headers', async () => {
    expect((await ask({ headers: { 'X-Long': 'x'.repeat(20_000) } })).status).toBe(431)
  })

  it('takes only small JSON', async () => {
    expect((await post('x', { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await post('x'.repeat(5000))).status).toBe(413)
    const broken = await ask({ method: 'POST', path: '/session', headers: own(), body: '{' })
    expect(broken.status).toBe(400)
  })

  it.each([
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%252e%252e/%252e%252e/etc/passwd',
    '/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd',
    '/assets/..;/..;/etc/passwd',
    '/../package.json',
    '/..%5c..%5cetc',
    '/%00',
    '/.env',
    '/missing.js',
    '//etc/passwd',
  ])('gives no file for %s', async (path) => {
    const answer = await ask({ path })
    expect([400, 404]).toContain(answer.status)
    expect(answer.text).not.toContain('root:')
  })

  // Only GET may come without an Origin: a link that is opened has none.
  it('refuses POST without an Origin, whatever the path', async () => {
    const method = 'POST'
    for (const path of ['/', '/app.js', '/session', '/rpc']) expect((await ask({ method, path })).status).toBe(403)
    expect((await ask({ method, headers: { Origin: 'http://evil.example' } })).status).toBe(403)
  })

  it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('does not know %s', async (method) => {
    // Whoever asks: the method is what is wrong.
    expect((await ask({ method })).status).toBe(405)
    for (const Origin of [own().Origin, 'http://evil.example']) {
      expect((await ask({ method, headers: { Origin } })).status).toBe(405)
    }
  })

  it('never sends a header that opens it to other origins', () => {
    expect(headersSeen.length).toBeGreaterThan(30)
    const names = headersSeen.flatMap((headers) => Object.keys(headers))
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  it('slows guessing down', async () => {
    const other = await startWebHost({ rendererFolder: folder, backend: { connectWebSocket: () => {} } })
    try {
      const statuses: number[] = []
      for (let guess = 0; guess < 21; guess += 1) statuses.push((await post(`guess ${guess}`, {}, other)).status)
      expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true)
      expect(statuses.at(-1)).toBe(429)
    } finally {
      await other.stop()
    }
  })

  it('names the port that is in use', async () => {
    const taken = createServer()
    taken.listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const failing = startWebHost({ rendererFolder: folder, backend: { connectWebSocket: () => {} }, port })
    await expect(failing).rejects.toThrow(`Port ${port} is in use`)
    taken.close()
  })
})
