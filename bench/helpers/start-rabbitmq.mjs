// The broker of the tests, for benches: it has a node name, ports and folders of its own.
import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'

const source = new URL('../../test/helpers/rabbitmq.ts', import.meta.url)

/** @returns {Promise<{ url: string, remove: () => Promise<void> } | undefined>} undefined where there is no RabbitMQ */
export async function startRabbitmq() {
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'ts' })
  const { Rabbitmq, noRabbitmq } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  if (noRabbitmq !== undefined) return undefined
  const broker = new Rabbitmq()
  await broker.start()
  return broker
}
