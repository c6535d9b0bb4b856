import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { WebSocket } from 'ws'
import { connectDesktop } from '../../src/renderer/src/host/desktop.ts'
import { createHostPort } from '../../src/shared/host/host-port.ts'
import { createPagePorts } from '../../src/shared/host/page-ports.ts'
import { startWebHost } from '../../src/web/start-web-host.ts'
import type { Client } from '../helpers/start-backend.ts'
import { describeTransport } from './transport-conformance.ts'

describeTransport('a message channel', ({ router }) => {
  const { port1, port2 } = new MessageChannel()
  const port = createHostPort({
    send: (message) => port1.postMessage(message),
    onMessage(listener) {
      port1.on('message', listener)
      return () => port1.off('message', listener)
    },
  })
  port1.on('close', () => port.close())
  new PortHandler(router).upgrade(port)
  const client: Client = createORPCClient(new PortLink({ port: port2 }))
  port2.start()
  return Promise.resolve({
    client,
    async close() {
      const closed = once(port1, 'close')
      port2.close()
      await closed
    },
    sendGarbage() {
      port2.postMessage({ no: 'message' })
      return Promise.resolve(client)
    },
  })
})

describeTransport('one IPC channel wrapped as a port', ({ router }) => {
  // Electron's IPC clones what it carries and delivers it later, in order.
  const toHost = new Set<(message: unknown) => void>()
  const toPage = new Set<(message: unknown) => void>()
  const carry = (to: Set<(message: unknown) => void>) => (message: unknown) => {
    const copy: unknown = structuredClone(message)
    setImmediate(() => to.forEach((listener) => listener(copy)))
  }
  const sendToHost = carry(toHost)
  const close = createPagePorts(
    {
      send: carry(toPage),
      onMessage(listener) {
        toHost.add(listener)
        return () => toHost.delete(listener)
      },
    },
    (port) => new PortHandler(router).upgrade(port),
  )
  const { client } = connectDesktop({
    send: sendToHost,
    onMessage(listener) {
      toPage.add(listener)
      return () => toPage.delete(listener)
    },
  })
  return Promise.resolve({
    client,
    close: () => Promise.resolve(close()),
    sendGarbage() {
      for (const garbage of [{ no: 'message' }, 'garbage', { page: 'another', message: 'garbage' }]) sendToHost(garbage)
      return Promise.resolve(client)
    },
  })
})

describeTransport('a WebSocket of the web host', async ({ router }) => {
  const rendererFolder = await mkdtemp(join(tmpdir(), 'forkscope-transport-'))
  await writeFile(join(rendererFolder, 'index.html'), '')
  const handler = new SocketHandler(router)
  const backend = { connectWebSocket: (socket: WebSocket) => void handler.upgrade(socket) }
  const host = await startWebHost({ rendererFolder, backend })
  const origin = `http://127.0.0.1:${host.port}`
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: host.token }),
  })
  const body: unknown = await answer.json()
  const headers = { Origin: origin, Cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const sockets: WebSocket[] = []
  const connect = async (): Promise<{ readonly socket: WebSocket; readonly client: Client }> => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers })
    sockets.push(socket)
    socket.once('open', () => socket.send(JSON.stringify(body)))
    await once(socket, 'message')
    const websocket = socket as unknown as globalThis.WebSocket
    return { socket, client: createORPCClient(new SocketLink({ websocket })) }
  }
  const { socket, client } = await connect()
  return {
    client,
    async close() {
      for (const each of sockets) {
        const closed = each.readyState === WebSocket.CLOSED ? undefined : once(each, 'close')
        each.close()
        await closed
      }
      await host.stop()
      await rm(rendererFolder, { recursive: true, force: true })
    },
    // The host hangs up on who sends it; its page connects again.
    async sendGarbage() {
      const closed = once(socket, 'close')
      socket.send('garbage')
      await closed
      return (await connect()).client
    },
  }
})
