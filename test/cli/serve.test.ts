import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { asOrdinaryUser } from '../helpers/ordinary-user.ts'
import {
  aliveInGroup,
  endStarted,
  environment,
  pressCtrlC,
  startForkscope,
  type Running,
} from '../helpers/run-forkscope.ts'

// Each command is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'forkscope-serve-'))
const opened = join(folder, 'opened')
/** Stands in for the browser's opener: notes what it is told to open. */
for (const name of ['xdg-open', 'open']) {
  writeFileSync(
    join(folder, name),
    `#!/bin/sh\nprintf '%s' "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`,
  )
  chmodSync(join(folder, name), 0o755)
}
const withOpener = { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
/** Neither installed nor to be had, whatever the network of the machine. */
const withoutElectron = {
  ELECTRON_EXEC_PATH: '',
  ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-such-folder'),
  ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  electron_config_cache: join(folder, 'cache'),
}

afterEach(() => {
  endStarted()
  rmSync(opened, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function firstLine(running: Running): Promise<string> {
  const { value, done } = await running.lines().next()
  if (done) throw new Error(`Nothing was printed. ${running.said()}`)
  return value
}

async function openedAddress(): Promise<string> {
  while (!existsSync(opened)) await pause(10)
  return readFileSync(opened, 'utf8')
}

const sentence = /^Forkscope is at (http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+))$/

/** Exchanges a token as the page does. */
async function openSession(port: number, token: string): Promise<number> {
  const origin = `http://127.0.0.1:${port}`
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return answer.status
}

/** @returns where others, or a later reader, would find the secret */
function placesOf(pid: number, secret: string): readonly string[] {
  const settings = environment['FORKSCOPE_SETTINGS_FOLDER'] ?? ''
  const files = readdirSync(settings, { recursive: true, encoding: 'utf8' }).map((file) => join(settings, file))
  const own = [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`].filter((file) => existsSync(file))
  return [...files.filter((file) => statSync(file).isFile()), ...own].filter((file) =>
    readFileSync(file, 'latin1').includes(secret),
  )
}

describe.runIf(process.platform !== 'win32')('forkscope serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where it is, serves, and ends at %s with 0', async (signal) => {
    const serving = startForkscope(['serve'])
    const [, address = '', port, token = ''] = sentence.exec(await firstLine(serving)) ?? []
    const page = await fetch(address)
    expect({ status: page.status, text: await page.text() }).toMatchObject({
      status: 200,
      text: expect.stringContaining('<title>'),
    })
    expect(await openSession(Number(port), token)).toBe(200)
    expect(placesOf(serving.pid, token)).toEqual([])
    serving.child.kill(signal)
    expect(await serving.ended).toEqual([0, null])
    expect(serving.said()).toBe('')
    expect(aliveInGroup(serving.pid)).toEqual([])
  })

  it('prints the same as one JSON document', async () => {
    const serving = startForkscope(['serve', '--json', '--read-only'])
    const document = JSON.parse(await firstLine(serving))
    expect(Object.keys(document)).toEqual(['url', 'port', 'token', 'pid'])
    expect(document).toMatchObject({
      url: `http://127.0.0.1:${document.port}/#token=${document.token}`,
      pid: serving.pid,
    })
    serving.child.kill('SIGTERM')
    expect(await serving.ended).toEqual([0, null])
  })

  it('serves behind a socket that only its user may open, and says how to come to it', async () => {
    const path = join(folder, 'host.sock')
    const serving = startForkscope(['serve', '--socket', path])
    const [before, token] = (await firstLine(serving)).split('#token=')
    expect(before).toBe(
      `Forkscope is at ${path}: run "ssh -L 8000:${path} HOST" on your own machine, then open http://127.0.0.1:8000/`,
    )
    expect(token).toMatch(/^\S{43}$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const second = startForkscope(['serve', '--socket', path])
    expect(await second.ended).toEqual([1, null])
    expect(second.said()).toBe(`Another program listens on ${path}: choose another path.\n`)
    serving.child.kill('SIGTERM')
    expect(await serving.ended).toEqual([0, null])
    expect(serving.said()).toBe('')
    expect(existsSync(path)).toBe(false)
  })

  it('prints the same of a socket as one JSON document', async () => {
    const path = join(folder, 'json.sock')
    const serving = startForkscope(['serve', '--socket', path, '--json'])
    const document = JSON.parse(await firstLine(serving))
    expect(document).toEqual({ socket: path, token: expect.any(String), pid: serving.pid })
  })

  it('opens the browser with a link of its own, and the printed one stays good', async () => {
    const serving = startForkscope(['serve', '--open'], withOpener)
    const [, printed, port, token = ''] = sentence.exec(await firstLine(serving)) ?? []
    const address = await openedAddress()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=\S+$/)
    expect(address).not.toBe(printed)
    expect(await openSession(Number(port), address.split('#token=')[1] ?? '')).toBe(200)
    expect(await openSession(Number(port), token)).toBe(200)
  })

  it('says that no browser could be opened, and serves on', async () => {
    const serving = startForkscope(['serve', '--open'], { PATH: folder.concat('-nowhere') })
    const [, address = ''] = sentence.exec(await firstLine(serving)) ?? []
    await once(serving.child.stderr ?? process.stdin, 'data')
    expect(serving.said()).toMatch(/^No browser could be opened \(.*\): open the address yourself\.\n$/)
    expect((await fetch(address)).status).toBe(200)
  })

  it('names the port that is taken, in one sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const failing = startForkscope(['serve', '--port', String(port)])
    expect(await failing.ended).toEqual([1, null])
    expect(failing.said()).toBe(`Port ${port} is in use: choose another one, or leave --port away for a free one.\n`)
    taken.close()
  })

  it('takes the port it is told', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const address = free.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    free.close()
    await once(free, 'close')
    const serving = startForkscope(['serve', '--port', String(port)])
    expect(sentence.exec(await firstLine(serving))?.[2]).toBe(String(port))
  })
})

describe.runIf(process.platform !== 'win32' && process.getuid?.() === 0)('forkscope app, for root', () => {
  const standIn = fileURLToPath(new URL('../electron-stand-in/electron', import.meta.url))

  // Without a runtime too: what root has to be told does not depend on it, and nothing need be fetched.
  it.each([
    ['with a runtime', { ELECTRON_EXEC_PATH: standIn }],
    ['without one', withoutElectron],
  ])('%s: Chromium’s sandbox refuses root, one sentence, then serve', async (_, env) => {
    const app = startForkscope(['app'], { ...withOpener, ...env })
    expect(await firstLine(app)).toMatch(sentence)
    expect(await openedAddress()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/)
    expect(app.said()).toBe(
      "Chromium's sandbox does not work for root, so Forkscope opens in the browser instead of a window.\n",
    )
    expect(existsSync(withoutElectron.electron_config_cache)).toBe(false)
  })
})

const user = asOrdinaryUser()

describe.runIf(process.platform !== 'win32' && user !== undefined)('forkscope app, for an ordinary user', () => {
  it.each([[['app']], [[]]])("%j without Electron's runtime: one sentence, then serve --open", async (args) => {
    const app = startForkscope(args, { ...withOpener, ...withoutElectron }, user)
    expect(await firstLine(app)).toMatch(sentence)
    expect(await openedAddress()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/)
    expect(app.said()).toBe(
      "Electron's runtime is not installed and could not be downloaded, so Forkscope opens in the browser instead.\n",
    )
    pressCtrlC(app)
    expect(await app.ended).toEqual([0, null])
    expect(aliveInGroup(app.pid)).toEqual([])
  })

  it('prints JSON as serve does', async () => {
    const app = startForkscope(['app', '--json'], { ...withOpener, ...withoutElectron }, user)
    expect(Object.keys(JSON.parse(await firstLine(app)))).toEqual(['url', 'port', 'token', 'pid'])
  })

  it('names an executable that was given and is not there', async () => {
    const missing = join(folder, 'no-such-file')
    const app = startForkscope(['app'], { ...withOpener, ELECTRON_EXEC_PATH: missing }, user)
    expect(await firstLine(app)).toMatch(sentence)
    expect(app.said()).toBe(
      `ELECTRON_EXEC_PATH names ${missing}, which is not there, so Forkscope opens in the browser instead.\n`,
    )
  })

  it('ends at once when told so while the runtime is being fetched, and leaves nothing of it', async () => {
    // Takes the request and never answers.
    const mirror = createServer().listen(0, '127.0.0.1')
    await once(mirror, 'listening')
    const address = mirror.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const temporary = join(folder, 'temporary')
    mkdirSync(temporary)
    const env = { ...withoutElectron, ELECTRON_MIRROR: `http://127.0.0.1:${port}/`, TMPDIR: temporary }
    const app = startForkscope(['app'], env, user)
    const [socket]: Socket[] = await once(mirror, 'connection')
    expect(readdirSync(temporary)).toHaveLength(1)
    app.child.kill('SIGTERM')
    expect(await app.ended).toEqual([143, null])
    expect(aliveInGroup(app.pid)).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    socket?.destroy()
    mirror.close()
  })

  it('starts the runtime on this package, and ends it with itself', async () => {
    const runtime = join(folder, 'electron')
    writeFileSync(runtime, '#!/bin/sh\necho "started on $1"\nexec sleep 300\n')
    chmodSync(runtime, 0o755)
    const app = startForkscope(['app'], { ELECTRON_EXEC_PATH: runtime, ELECTRON_RUN_AS_NODE: '1' }, user)
    const line = await firstLine(app)
    expect(existsSync(join(line.replace('started on ', ''), 'package.json'))).toBe(true)
    app.child.kill('SIGTERM')
    expect(await app.ended).toEqual([0, null])
    expect(aliveInGroup(app.pid)).toEqual([])
  })

  it('passes on how the runtime ended', async () => {
    const runtime = join(folder, 'failing')
    writeFileSync(runtime, '#!/bin/sh\nexit 7\n')
    chmodSync(runtime, 0o755)
    const app = startForkscope(['app'], { ELECTRON_EXEC_PATH: runtime }, user)
    expect(await app.ended).toEqual([7, null])
  })
})
