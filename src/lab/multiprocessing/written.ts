import { Writable } from 'node:stream'

/**
 * What this process wrote has left it, or nobody reads it any more. Node keeps what a full pipe does not take, and
 * forgets it in `process.exit`; CPython flushes its streams at the end of every process.
 */
export async function written(): Promise<void> {
  await Promise.all([left(process.stdout), left(process.stderr)])
}

async function left(stream: Writable): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return
  await new Promise<void>((resolve) => {
    stream.once('close', resolve)
    if (stream.writableEnded) stream.once('finish', resolve)
    // 'drain' is told only above the high-water mark. The program may have put a `write` of its own in the way.
    else Writable.prototype.write.call(stream, '', 'utf8', () => resolve())
  })
}
