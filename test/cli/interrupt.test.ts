import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openSession, openSocket } from '../helpers/open-socket.ts'
import type { Client } from '../helpers/start-backend.ts'
import { aliveInGroup, endStarted, isAlive, pressCtrlC, startForkscope } from '../helpers/run-forkscope.ts'

// Each command is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 180_000 })

afterEach(endStarted)

describe.runIf(process.platform !== 'win32')('Ctrl-C', () => {
  it('ends a watch with 0 at whatever moment, also while its threads are only starting', async () => {
    for (let delayMs = 0; delayMs < 120; delayMs += 10) {
      const watching = startForkscope(['ps', '--watch', '--json'])
      await watching.lines().next()
      await delay(delayMs)
      pressCtrlC(watching)
      expect(await watching.ended, watching.said()).toEqual([0, null])
    }
  })

  it('ends a watch with 0', async () => {
    const watching = startForkscope(['ps', '--watch', '--json'])
    await watching.lines().next()
    pressCtrlC(watching)
    expect(await watching.ended).toEqual([0, null])
    expect(watching.said()).toBe('')
    expect(aliveInGroup(watching.pid)).toEqual([])
  })

  it.each(['pressed', 'sent'] as const)('ends a lesson with everything that it started, when %s', async (way) => {
    const run = startForkscope(['lab', 'run', '16-zombie', '--param', 'zombieSeconds=30', '--json'])
    const pids: number[] = []
    let report: { readonly kind: string; readonly leftBehind?: number } | undefined
    for await (const line of run.lines()) {
      const event = JSON.parse(line)
      if (event.kind === 'process-started') pids.push(event.pid)
      // To the group, as a terminal does, or to the command alone, as `kill` does.
      if (event.kind === 'mark' && way === 'pressed') pressCtrlC(run)
      if (event.kind === 'mark' && way === 'sent') run.child.kill('SIGINT')
      if (event.kind === 'report') report = event
    }
    expect(await run.ended).toEqual([130, null])
    expect(report).toMatchObject({ leftBehind: 0 })
    expect(pids.length).toBeGreaterThanOrEqual(2)
    expect(pids.filter(isAlive)).toEqual([])
    expect(aliveInGroup(run.pid)).toEqual([])
    expect(run.said()).toBe('')
  })
})

describe.runIf(process.platform !== 'win32')('the end of a web host', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s ends the lesson that runs in it', async (signal) => {
    const host = startForkscope(['serve', '--json'])
    const { value } = await host.lines().next()
    const socket = await openSocket(await openSession(JSON.parse(value).url))
    const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
    const { run } = await client.lab.run({ lesson: '16-zombie', parameters: { zombieSeconds: 30 } })
    const pids: number[] = []
    for await (const events of await client.lab.watch({ run })) {
      for (const event of events) if (event.kind === 'process-started') pids.push(event.pid)
      if (events.some(({ kind }) => kind === 'mark')) break
    }
    expect(pids.filter(isAlive).length).toBeGreaterThanOrEqual(1)
    const closed = once(socket, 'close')
    if (signal === 'SIGINT') pressCtrlC(host)
    else host.child.kill(signal)
    expect(await host.ended).toEqual([0, null])
    await closed
    expect(pids.filter(isAlive)).toEqual([])
    expect(aliveInGroup(host.pid)).toEqual([])
    expect(host.said()).toBe('')
  })
})

describe.runIf(process.platform !== 'win32')('a reader that has seen enough', () => {
  it.each([
    [['ps', '--watch', '--json'], 0],
    [['lab', 'run', '16-zombie', '--param', 'zombieSeconds=30', '--json'], 3],
  ])('ends %j quietly', async (args, status) => {
    const running = startForkscope(args)
    await once(running.child.stdout ?? process.stdin, 'data')
    running.child.stdout?.destroy()
    expect(await running.ended).toEqual([status, null])
    expect(running.said()).toBe('')
    expect(aliveInGroup(running.pid)).toEqual([])
  })

  it.each([[['ps', '--json']], [['lab', 'list']], [['--help']]])('does not trouble %j', async (args) => {
    const running = startForkscope(args)
    running.child.stdout?.destroy()
    expect(await running.ended).toEqual([0, null])
    expect(running.said()).toBe('')
  })
})
