import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext } from './cli-context.ts'
import { runProgram } from './program.ts'
import { connectTerminal, flushed } from './terminal.ts'

const outMain = import.meta.dirname
const manifest: unknown = JSON.parse(readFileSync(join(outMain, '../../package.json'), 'utf8'))
const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0'

const status = await runProgram(process.argv.slice(2), createContext(outMain, version, connectTerminal()))
await flushed()
process.exit(status)
