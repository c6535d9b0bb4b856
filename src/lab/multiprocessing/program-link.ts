import { exitNow } from './exit-now.ts'
import { Link } from './link.ts'
import { environment, isSupervised, serviceSocket } from './run-environment.ts'
import { startBroker, type StartedBroker } from './start-broker.ts'

let link: Link | undefined
let own: StartedBroker | undefined

/**
 * The connection to the broker of this program: the supervisor of a run, one that a process before this one started, or
 * one that is started now.
 */
export function programLink(): Link {
  if (link !== undefined) return link
  const opened = new Link(() => {
    // A process of the lab does not outlive its supervisor.
    if (isSupervised()) exitNow(1)
  })
  link = opened
  const folder = process.env[environment.folder]
  if (folder !== undefined) opened.open(serviceSocket(folder, 'broker'))
  else {
    const broker = startBroker()
    own = broker
    process.env[environment.folder] = broker.folder
    broker.ready.then(
      () => opened.open(serviceSocket(broker.folder, 'broker')),
      (cause) => opened.fail(cause),
    )
  }
  return opened
}

/** @returns the connection if there is a broker already */
export function existingLink(): Link | undefined {
  return link ?? (isSupervised() ? programLink() : undefined)
}

/** Resolves when a child could connect to this program's broker, if it has one. */
export function brokerReady(): Promise<void> | undefined {
  return own?.ready
}

/**
 * The end of this process: what it told has left it, and a broker of its own is gone if nobody else needs it. A supervisor
 * still hears what exit handlers write.
 */
export async function leaveProgram(): Promise<void> {
  if (link === undefined) return
  await own?.ready.catch(() => {})
  link.tell({ op: 'farewell' })
  if (isSupervised()) return link.flush()
  await link.close()
  return own?.end()
}
