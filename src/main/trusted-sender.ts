/** Of an IPC event, as far as trust depends on it. */
export interface SenderFacts {
  /** The sender is the window's own web contents. */
  readonly isWindow: boolean
  /** `null`: a top frame. `undefined`: the frame is already gone. */
  readonly parent: unknown
  readonly url: string | undefined
}

/** @returns whether a message may be believed: from our window, its top frame, our own page */
export function isTrustedSender({ isWindow, parent, url }: SenderFacts, origin: string): boolean {
  if (!isWindow || parent !== null || url === undefined) return false
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}` === origin
  } catch {
    return false
  }
}
