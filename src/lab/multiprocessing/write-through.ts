import type { Socket } from 'node:net'

interface Blockable {
  setBlocking(now: boolean): unknown
}

const isBlockable = (handle: unknown): handle is Blockable =>
  typeof handle === 'object' && handle !== null && typeof Reflect.get(handle, 'setBlocking') === 'function'

/**
 * Writes as Node writes to its own stdout: the bytes have left this process before it goes on, however long the other
 * side takes to read. One that never comes to its event loop would otherwise pile up all that it says.
 * @param socket what was written before and has not left it goes first, when the loop comes to it
 */
export function writeThrough(socket: Socket, bytes: Buffer): void {
  // No public way; Node's own for stdout.
  const handle: unknown = Reflect.get(socket, '_handle')
  if (!isBlockable(handle) || socket.connecting || socket.writableLength > 0) return void socket.write(bytes)
  handle.setBlocking(true)
  socket.write(bytes)
  // Reading must not block.
  handle.setBlocking(false)
}
