import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { choosePlatform } from '../../../src/core/platform/choose-platform.ts'
import { createEventsThreads } from '../../../src/core/processes/events-threads.ts'
import { followBeside } from '../../../src/core/processes/follow-events.ts'

const built = fileURLToPath(new URL('../../../out/main/process-events.js', import.meta.url))
const connectorProtocol = '11'

const queue = choosePlatform().openEvents()
queue?.close()

/** @returns how many sockets of the kernel's process connector this program holds */
function openConnectors(): number {
  const connectors = new Set<string>()
  for (const line of readFileSync('/proc/net/netlink', 'latin1').split('\n')) {
    const fields = line.trim().split(/\s+/)
    if (fields[1] === connectorProtocol) connectors.add(`socket:[${fields.at(-1)}]`)
  }
  return readdirSync('/proc/self/fd').filter((fd) => connectors.has(linkOf(fd))).length
}

function linkOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    return ''
  }
}

it.skipIf(queue === undefined)('gives back its socket each time that it stops following', async () => {
  const threads = createEventsThreads()
  const follow = followBeside((request) => threads.start(request), built)
  const before = openConnectors()
  for (let round = 0; round < 10; round += 1) {
    let stop: (() => void) | undefined
    await new Promise<void>((resolve, reject) => {
      stop = follow({ opened: resolve, hear: () => {}, lost: () => reject(new Error('The events were lost.')) })
    })
    expect(openConnectors()).toBeGreaterThan(before)
    stop?.()
  }
  await vi.waitFor(() => expect(openConnectors()).toBe(before), { timeout: 10_000 })
})

it.skipIf(queue === undefined)('is told when the thread beside it ends though it follows', async () => {
  const threads = createEventsThreads()
  const follow = followBeside((request) => threads.start(request), built)
  const lost = new Promise<void>((resolve) => {
    follow({ opened: () => void threads.end(), hear: () => {}, lost: resolve })
  })
  await expect(lost).resolves.toBeUndefined()
})
