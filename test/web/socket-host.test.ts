import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { startSocketHost, type SocketHost } from '../../src/web/start-socket-host.ts'
import { openSession, openSocket } from '../helpers/open-socket.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-socket-'))
// Others may look in here: what keeps them out is the socket's own mode.
chmodSync(folder, 0o755)
writeFileSync(join(folder, 'index.html'), '<title>Forkscope</title>')
const path = join(folder, 'host.sock')
const connected: WebSocket[] = []
const start = (at = path): Promise<SocketHost> =>
  startSocketHost({
    rendererFolder: folder,
    backend: { connectWebSocket: (socket) => void connected.push(socket as WebSocket) },
    path: at,
  })

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask(headers: Readonly<Record<string, string>>, method = 'GET', url = '/', at = path): Promise<number> {
  const sent = request({ socketPath: at, method, path: url, headers, agent: false })
  sent.end()
  const [answer] = await once(sent, 'response')
  answer.resume()
  return Number(answer.statusCode)
}

/** What one that was killed leaves. */
async function leaveDead(at: string): Promise<void> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(at)}, () => console.log('listens'))`
  const killed = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(killed.stdout, 'data')
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(lstatSync(at).isSocket()).toBe(true)
}

/** What `ssh -L PORT:PATH` does with the bytes. */
async function forward(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((here) => {
    const there = connect(path)
    pipeline(here, there, () => {})
    pipeline(there, here, () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

describe.runIf(process.platform !== 'win32')('a web host behind a Unix socket', () => {
  let host: SocketHost
  beforeEach(async () => {
    host = await start()
  })
  afterEach(() => host.stop())

  it('is there for its user only, and gone when it stops', async () => {
    expect(lstatSync(path).mode & 0o777).toBe(0o600)
    await host.stop()
    expect(existsSync(path)).toBe(false)
  })

  it('cannot even be connected to by another user', (test) => {
    const program = `require('node:net').connect(${JSON.stringify(path)}).on('connect', () => process.exit(0)).on('error', ({ code }) => { console.log(code); process.exit(1) })`
    const nobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath]
    const canBe = process.getuid?.() === 0 && spawnSync('setpriv', [...nobody, '--version']).status === 0
    if (!canBe) return test.skip('Needs root and setpriv to act as another user.')
    const { status, stdout } = spawnSync('setpriv', [...nobody, '-e', program], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'EACCES\n' })
  })

  it('opens a session and a socket through a forwarded port', async () => {
    const { server, port } = await forward()
    const session = await openSession(`http://127.0.0.1:${port}/#token=${host.token}`)
    // Of the port that the browser sees: a host behind another forwarded port has another cookie.
    expect(session.cookie).toMatch(new RegExp(`^forkscope-${port}=.`))
    const before = connected.length
    const socket = await openSocket(session)
    expect(connected).toHaveLength(before + 1)
    socket.terminate()
    const byName = await openSession(`http://localhost:${port}/#token=${host.freshToken()}`)
    expect(byName.secret).not.toBe('')
    server.close()
  })

  it('keeps the rules for names, origins and sites', async () => {
    for (const name of ['localhost:8000', '127.0.0.1:8000', '[::1]:9', 'localhost']) {
      expect(await ask({ Host: name })).toBe(200)
    }
    expect(await ask({ Host: 'attacker.example' })).toBe(403)
    expect(await ask({ Host: 'attacker.example:8000', Origin: 'http://attacker.example:8000' })).toBe(403)
    expect(await ask({ Host: 'localhost:8000', 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    expect(await ask({ Host: 'localhost:8000' }, 'POST', '/session')).toBe(403)
    expect(await ask({ Host: 'localhost:8000', Origin: 'http://localhost:9' }, 'POST', '/session')).toBe(403)
    // Who may ask and says what he sends wrongly is told so.
    expect(await ask({ Host: 'localhost:8000', Origin: 'http://localhost:8000' }, 'POST', '/session')).toBe(415)
  })

  it('does not take the place of another one that listens', async () => {
    await expect(start()).rejects.toThrow(`Another program listens on ${path}`)
    expect(await ask({ Host: 'localhost' })).toBe(200)
  })
})

describe.runIf(process.platform !== 'win32')('where a web host is to make its socket', () => {
  it('takes the place of one that was killed', async () => {
    const at = join(folder, 'dead.sock')
    await leaveDead(at)
    const host = await start(at)
    expect(lstatSync(at).mode & 0o777).toBe(0o600)
    await host.stop()
    expect(existsSync(at)).toBe(false)
  })

  it('leaves the socket of another one that has its place by now, when it stops', async () => {
    const at = join(folder, 'taken.sock')
    const first = await start(at)
    rmSync(at)
    const second = await start(at)
    await first.stop()
    expect(await ask({ Host: 'localhost' }, 'GET', '/', at)).toBe(200)
    await second.stop()
    expect(existsSync(at)).toBe(false)
  })

  it('is one of those that come at once, and the others say so', async () => {
    const at = join(folder, 'race.sock')
    await leaveDead(at)
    const outcomes = await Promise.allSettled([start(at), start(at), start(at)])
    const hosts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))
    const taken = `Error: Another program listens on ${at}: choose another path.`
    expect({ hosts: hosts.length, reasons }).toEqual({ hosts: 1, reasons: [taken, taken] })
    expect(await ask({ Host: 'localhost' }, 'GET', '/', at)).toBe(200)
    await hosts[0]?.stop()
    expect(readdirSync(folder).filter((name) => lstatSync(join(folder, name)).isSocket())).toEqual([])
  })

  it('keeps its hands off anything else', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, 'mine')
    await expect(start(file)).rejects.toThrow(`${file} exists and is no socket`)
    const link = join(folder, 'link')
    symlinkSync(file, link)
    await expect(start(link)).rejects.toThrow(`${link} exists and is no socket`)
    await expect(start(folder)).rejects.toThrow(`${folder} exists and is no socket`)
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('names a folder that is not there', async () => {
    const at = join(folder, 'no', 'such', 'host.sock')
    await expect(start(at)).rejects.toThrow(`The folder of ${at} does not exist.`)
  })
})
