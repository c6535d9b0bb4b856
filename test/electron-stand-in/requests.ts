import type { CdpSession, Payload } from './cdp-pipe.ts'
import { appPattern, toApp } from './addresses.ts'
import { originOf, type Frames } from './frames.ts'
import { answerOf } from './protocol.ts'
import { field, text } from './read.ts'

export interface RequestRules {
  readonly frames: Frames
  /** @returns whether the main frame may go there */
  readonly mayNavigate: (url: string) => boolean
}

/** Holds the page's requests: documents are asked about, the app's own scheme is answered by the app. */
export async function interceptRequests(session: CdpSession, rules: RequestRules): Promise<void> {
  session.events.on('Fetch.requestPaused', (event: Payload) => {
    answer(session, rules, event).catch(async (cause: unknown) => {
      process.stderr.write(`Electron stand-in: ${String(cause)}\n`)
      await fail(session, event, 'Failed')
    })
  })
  await session.send('Fetch.enable', {
    patterns: [{ urlPattern: appPattern }, { urlPattern: '*', resourceType: 'Document' }],
  })
}

async function answer(session: CdpSession, { frames, mayNavigate }: RequestRules, event: Payload): Promise<void> {
  const requestId = text(event, 'requestId')
  const url = toApp(text(event, 'request', 'url'))
  const isDocument = field(event, 'resourceType') === 'Document'
  const isMainFrame = frames.isMain(field(event, 'frameId'))
  if (isDocument && isMainFrame && !mayNavigate(url)) return fail(session, event, 'Aborted')
  const initiator = isDocument && isMainFrame ? undefined : originOf(frames.url)
  const response = await answerOf(url, text(event, 'request', 'method'), initiator)
  if (response === undefined) {
    await session.send('Fetch.continueRequest', { requestId })
    return undefined
  }
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: new Uint8Array(await response.arrayBuffer()),
  })
  return undefined
}

async function fail(session: CdpSession, event: Payload, errorReason: string): Promise<void> {
  await session.send('Fetch.failRequest', { requestId: text(event, 'requestId'), errorReason }).catch(() => {
    // The page has gone.
  })
}
