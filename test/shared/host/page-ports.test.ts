import { expect, it } from 'vitest'
import type { HostPort } from '../../../src/shared/host/host-port.ts'
import { createPagePorts } from '../../../src/shared/host/page-ports.ts'

const call = (id: string): string => JSON.stringify({ i: id, p: { u: '/app/about' } })

function connect() {
  let deliver: (message: unknown) => void = () => {}
  let stopped = false
  const sent: unknown[] = []
  const ports: { readonly port: HostPort; readonly got: unknown[]; closed: boolean }[] = []
  const close = createPagePorts(
    {
      send: (message) => void sent.push(message),
      onMessage(listener) {
        deliver = listener
        return () => (stopped = true)
      },
    },
    (port) => {
      const served = { port, got: [] as unknown[], closed: false }
      port.on('message', (event) => served.got.push(event?.data))
      port.on('close', () => (served.closed = true))
      ports.push(served)
    },
  )
  return { deliver: (value: unknown) => deliver(value), sent, ports, close, isStopped: () => stopped }
}

it('gives each load of the page a port of its own, and ends that of the load before', () => {
  const { deliver, sent, ports } = connect()
  deliver({ page: 'one', message: call('1') })
  ports[0]?.port.postMessage('to one')
  deliver({ page: 'two', message: call('1') })
  // What the former one still had to say goes nowhere, in both directions.
  ports[0]?.port.postMessage('too late')
  deliver({ page: 'one', message: call('2') })
  ports[1]?.port.postMessage('to two')
  expect(ports.map(({ got, closed }) => ({ got, closed }))).toEqual([
    { got: [call('1')], closed: true },
    { got: [call('1')], closed: false },
  ])
  expect(sent).toEqual([
    { page: 'one', message: 'to one' },
    { page: 'two', message: 'to two' },
  ])
})

it.each([
  call('1'),
  { message: call('1') },
  { page: '', message: call('1') },
  { page: 'x'.repeat(65), message: call('1') },
  { page: 1, message: call('1') },
  { page: 'two', message: 'garbage' },
  null,
])('keeps the page that it has when it hears %j', (garbage) => {
  const { deliver, ports } = connect()
  deliver({ page: 'one', message: call('1') })
  deliver(garbage)
  expect(ports.map(({ closed }) => closed)).toEqual([false])
})

it('is closed as a whole', () => {
  const { deliver, ports, close, isStopped } = connect()
  deliver({ page: 'one', message: call('1') })
  close()
  expect({ closed: ports[0]?.closed, stopped: isStopped() }).toEqual({ closed: true, stopped: true })
})
