import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { WebSocket as NodeSocket } from 'ws'
import { expect, test } from './fixtures.ts'

// What a real browser sends along, and lets through, when a page that is not ours turns to the host.

test.use({
  // Playwright calls a fixture's continuation `use`.
  launchOptions: async ({ launchOptions }, use) => {
    // Names that lead to this machine, as an attacker's name server would make them.
    await use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP *.example 127.0.0.1'],
    })
  },
})

let server: Server
let foreignPort = 0
/** The headers of what was asked here: what a foreign server on this machine can collect. */
const collected: (string | undefined)[] = []

test.beforeAll(async () => {
  server = createServer((request, response) => {
    collected.push(request.headers.cookie)
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Another page</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  foreignPort = typeof address === 'object' && address !== null ? address.port : 0
})
test.afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})

/** Runs in a page: tries everything that a foreign page might. */
async function attempts(origin: string) {
  const attempt = async (ask: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await ask()
    } catch {
      return 'failed'
    }
  }
  const socket = (): Promise<string> =>
    new Promise((resolve) => {
      const made = new WebSocket(`${origin.replace('http', 'ws')}/rpc`)
      made.addEventListener('open', () => resolve('opened'))
      made.addEventListener('error', () => resolve('failed'))
    })
  const body = JSON.stringify({ token: 'x' })
  return {
    page: await attempt(async () => (await fetch(`${origin}/`)).text()),
    pageWithCookie: await attempt(async () => (await fetch(`${origin}/`, { credentials: 'include' })).text()),
    opaqueLength: await attempt(async () => (await (await fetch(`${origin}/`, { mode: 'no-cors' })).text()).length),
    simplePost: await attempt(async () => (await fetch(`${origin}/session`, { method: 'POST', body })).status),
    jsonPost: await attempt(async () => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch(`${origin}/session`, { method: 'POST', body, headers })).status
    }),
    script: await attempt(
      () =>
        new Promise((resolve) => {
          const element = document.createElement('script')
          element.src = `${origin}/`
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('failed'))
          document.head.append(element)
        }),
    ),
    socket: await attempt(socket),
  }
}

const nothing = {
  page: 'failed',
  pageWithCookie: 'failed',
  opaqueLength: expect.anything(),
  simplePost: 'failed',
  jsonPost: 'failed',
  script: 'failed',
  socket: 'failed',
}

for (const name of ['127.0.0.1', 'localhost']) {
  test(`a page of another port of ${name} gets nothing, though the browser sends it our cookie`, async ({ app }) => {
    const origin = new URL(app.url()).origin
    const foreign = await app.context().newPage()
    await foreign.goto(`http://${name}:${foreignPort}/`)
    const got = await foreign.evaluate(attempts, origin)
    expect(got).toEqual(nothing)
    // An opaque answer may exist, but not be read; a refused one is no page.
    expect([0, 'failed']).toContain(got.opaqueLength)
    // Nobody is thrown out by it.
    await app.reload()
    await app.getByRole('treegrid').waitFor()
  })
}

test('cookies ignore ports: the cookie that another port collects opens nothing', async ({ app }) => {
  const origin = new URL(app.url()).origin
  const foreign = await app.context().newPage()
  await foreign.goto(`http://127.0.0.1:${foreignPort}/`)
  // Chromium opens a page in a new tab without a Strict cookie, but sends one along within it.
  await foreign.evaluate(() => fetch('/collect', { credentials: 'include' }))
  const stolen = collected.at(-1)
  expect(stolen).toMatch(/^forkscope-\d+=/)
  const made = new NodeSocket(`${origin.replace('http', 'ws')}/rpc`, {
    headers: { Origin: origin, Cookie: stolen ?? '' },
  })
  await once(made, 'open')
  const closed = once(made, 'close')
  made.send('{"secret":""}')
  expect((await closed)[0]).toBe(4401)
})

test('the page cannot be framed', async ({ host, page }) => {
  const origin = new URL(host.url).origin
  await page.goto(`http://127.0.0.1:${foreignPort}/`)
  const refused = page.waitForEvent('framenavigated', (frame) => frame.parentFrame() !== null)
  await page.evaluate((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }, origin)
  const frame = await refused
  expect(await frame.locator('body').innerText()).not.toContain('Forkscope')
})

test.describe('DNS rebinding', () => {
  for (const name of ['attacker.example', '127.0.0.1.attacker.example']) {
    test(`the name ${name} that leads to this machine shows no page and opens no socket`, async ({ host, page }) => {
      const { port, hash } = new URL(host.url)
      const answer = await page.goto(`http://${name}:${port}/${hash}`)
      expect(answer?.status()).toBe(403)
      expect(await page.locator('body').innerText()).toContain('open the address it printed')
      // Same origin for the browser by now: nothing but the host's own rules protects it.
      const statuses = await page.evaluate(async () => {
        const token = new URLSearchParams(location.hash.slice(1)).get('token')
        const headers = { 'Content-Type': 'application/json' }
        const session = await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ token }) }).then(
          ({ status }) => status,
          () => 'failed',
        )
        const socket = await new Promise((resolve) => {
          try {
            const made = new WebSocket(`ws://${location.host}/rpc`)
            made.addEventListener('open', () => resolve('opened'))
            made.addEventListener('error', () => resolve('failed'))
          } catch {
            resolve('failed')
          }
        })
        return { session, socket }
      })
      expect(statuses.session === 403 || statuses.session === 'failed').toBe(true)
      expect(statuses.socket).toBe('failed')
    })
  }
})
