#!/usr/bin/env node
import { existsSync } from 'node:fs'

const cli = new URL('../out/main/cli.js', import.meta.url)
const builder = new URL('../scripts/build-if-needed.mjs', import.meta.url)

if (!existsSync(cli) && existsSync(builder)) {
  const { buildIfNeeded } = await import(builder.href)
  if ((await buildIfNeeded()) !== 0) process.exit(1)
}
if (!existsSync(cli)) {
  process.stderr.write('Forkscope is not built: run `npm run build` in its folder first.\n')
  process.exit(1)
}
await import(cli.href)
