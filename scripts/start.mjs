// What `npm start`, `npm run serve` and `npm run dev` stand for: builds when needed, then becomes the program itself.
import { fileURLToPath } from 'node:url'
import { buildIfNeeded } from './build-if-needed.mjs'
import { followNpm } from './follow-npm.mjs'

followNpm()
const isDev = process.argv[2] === 'dev'
// The dev server builds by itself.
const status = isDev ? 0 : await buildIfNeeded()
if (status !== 0) process.exit(status)
const program = new URL(
  isDev ? '../node_modules/electron-vite/bin/electron-vite.js' : '../bin/forkscope.js',
  import.meta.url,
)
process.argv[1] = fileURLToPath(program)
// Electron refuses root without it; an executable that a developer names by hand is theirs to trust.
if (isDev && process.env['ELECTRON_EXEC_PATH'] && process.getuid?.() === 0) process.argv.splice(3, 0, '--noSandbox')
await import(program.href)
