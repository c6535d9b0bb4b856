import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Debian's and Fedora's place of the script that runs as whoever calls it; the one in PATH changes the user. */
const script = '/usr/lib/rabbitmq/bin/rabbitmq-server'
const names = ['/usr/bin/epmd', '/usr/lib/erlang/bin/epmd'].find((file) => existsSync(file))

/** Why no broker can be started here; undefined when one can. */
export const noRabbitmq =
  existsSync(script) && names !== undefined
    ? undefined
    : "Needs Debian's rabbitmq-server (apt-get install rabbitmq-server)."

/** A broker of the tests' own: node name, ports and folders that no other one uses. */
export class Rabbitmq {
  readonly #folder = mkdtempSync(join(tmpdir(), 'forkscope-rabbitmq-'))
  readonly #name = `forkscope${process.pid}@localhost`
  #ports: readonly number[] = []
  #nameServer: ChildProcess | undefined
  #broker: ChildProcess | undefined

  get url(): string {
    return `amqp://127.0.0.1:${this.#ports[0]}`
  }

  /** Resolves when it takes connections. The data of an earlier start are still there. */
  async start(): Promise<void> {
    if (this.#ports.length === 0) this.#ports = [await freePort(), await freePort(), await freePort()]
    const [port, distribution, epmd] = this.#ports.map(String)
    const at = (part: string): string => join(this.#folder, part)
    for (const part of ['home', 'data', 'log']) mkdirSync(at(part), { recursive: true })
    writeFileSync(at('env.conf'), '')
    const env = {
      PATH: process.env['PATH'],
      HOME: at('home'),
      ERL_EPMD_PORT: epmd,
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: this.#name,
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: port,
      RABBITMQ_DIST_PORT: distribution,
      RABBITMQ_MNESIA_BASE: at('data'),
      RABBITMQ_LOG_BASE: at('log'),
      RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
      RABBITMQ_CONF_ENV_FILE: at('env.conf'),
      RABBITMQ_CONFIG_FILE: at('rabbitmq'),
      // The script becomes the broker instead of staying its parent: its pid is the broker's.
      RUNNING_UNDER_SYSTEMD: 'true',
    }
    // In the foreground: otherwise Erlang leaves one behind that belongs to nobody.
    this.#nameServer ??= spawn(names ?? '', ['-port', epmd ?? '', '-address', '127.0.0.1'], { env, stdio: 'ignore' })
    await this.#listening(this.#nameServer, Number(epmd))
    this.#broker = spawn(script, [], { env, stdio: 'ignore' })
    await this.#listening(this.#broker, Number(port))
  }

  /** Ends the broker in good order, as an administrator would. */
  async stop(): Promise<void> {
    await end(this.#broker)
    this.#broker = undefined
  }

  async remove(): Promise<void> {
    await this.stop()
    await end(this.#nameServer)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #listening(server: ChildProcess, port: number): Promise<void> {
    while (!(await connects(port))) {
      if (server.exitCode !== null || server.signalCode !== null) {
        throw new Error(
          `${server.spawnfile} ended with ${server.exitCode ?? server.signalCode}; see ${this.#folder}/log.`,
        )
      }
      await delay(100)
    }
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
