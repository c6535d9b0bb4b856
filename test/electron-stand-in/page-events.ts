import type { EventEmitter } from 'node:events'
import type Electron from 'electron'
import type { CdpSession, Payload } from './cdp-pipe.ts'
import { createCodec } from './codec.ts'
import type { Frames } from './frames.ts'
import { deliver } from './ipc-main.ts'
import { field, number, text } from './read.ts'

/** Who hears of what happens to a page. */
interface Listener extends Pick<EventEmitter, 'emit'> {
  /** As the app knows it: `event.sender`. */
  readonly guarded: object
  readonly openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]
  readonly onPaint: () => void
}

const codec = createCodec()

/** Tells the app, in Electron's words, what Chromium tells of a page. */
export function forwardEvents(page: Listener, { events }: CdpSession, frames: Frames, binding: string): void {
  events.on('Runtime.bindingCalled', (event: Payload) => {
    if (field(event, 'name') !== binding) return
    const { channel, values, failure } = JSON.parse(text(event, 'payload'))
    if (failure !== undefined) process.stderr.write(`Unable to load preload script: ${failure}\n`)
    const senderFrame = frames.ofContext(number(event, 'executionContextId')) ?? null
    const received: unknown = values === undefined ? [] : codec.decode(values)
    if (channel !== undefined && Array.isArray(received)) {
      deliver(channel, { sender: page.guarded, senderFrame }, received)
    }
  })
  events.on('Page.frameStartedNavigating', (event: Payload) => {
    const isMainFrame = frames.isMain(field(event, 'frameId'))
    const isSameDocument = /sameDocument/i.test(text(event, 'navigationType'))
    page.emit('did-start-navigation', { url: text(event, 'url'), isMainFrame, isSameDocument })
  })
  events.on('Page.frameNavigated', (event: Payload) => {
    if (frames.isMain(field(event, 'frame', 'id'))) page.emit('did-navigate', {}, frames.url)
  })
  events.on('Page.loadEventFired', () => page.emit('did-finish-load'))
  events.on('Page.lifecycleEvent', (event: Payload) => {
    if (field(event, 'name') === 'firstPaint' && frames.isMain(field(event, 'frameId'))) page.onPaint()
  })
  events.on('Page.windowOpen', (event: Payload) => {
    const details = { url: text(event, 'url'), frameName: '', features: '', disposition: 'new-window' as const }
    const { action } = page.openHandler({ ...details, referrer: { url: '', policy: 'default' } })
    if (action !== 'deny') throw new Error('The Electron stand-in opens no windows for pages.')
  })
  events.on('Inspector.targetCrashed', () => page.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }))
}
