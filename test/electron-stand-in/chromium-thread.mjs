// A thread that starts Chromium and speaks its debugging protocol: JSON over a pipe, each message ended by a NUL. In
// Electron none of this is done by the main process's own thread.
import { spawn } from 'node:child_process'
import { parentPort, workerData } from 'node:worker_threads'

// A group of its own, so that its helpers can be waited for.
const browser = spawn(workerData.executable, workerData.arguments, {
  stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  detached: true,
})
const [, , errors, input, output] = browser.stdio
const tell = (/** @type {object} */ message) => parentPort?.postMessage(message)
/** @param {string} _name @param {unknown} value */
const bytesAsBase64 = (_name, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)

/**
 * @param {import('node:stream').Readable} stream
 * @param {string} end
 * @param {(piece: string) => void} take
 */
function inPieces(stream, end, take) {
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk) => {
    const pieces = (rest + chunk).split(end)
    rest = pieces.pop() ?? ''
    pieces.forEach(take)
  })
  stream.on('error', () => {})
}

tell({ kind: 'started', pid: browser.pid })
browser.once('error', (cause) => tell({ kind: 'exited', code: null, signal: String(cause) }))
browser.once('exit', (code, signal) => {
  tell({ kind: 'exited', code, signal })
  parentPort?.close()
})
inPieces(errors, '\n', (line) => tell({ kind: 'error-line', line }))
inPieces(output, '\0', (text) => tell({ kind: 'said', message: JSON.parse(text) }))
output.on('close', () => tell({ kind: 'closed' }))
// Writing to a browser that has just ended is answered by `close`.
input.on('error', () => {})
parentPort?.on('message', (message) => input.write(`${JSON.stringify(message, bytesAsBase64)}\0`))
