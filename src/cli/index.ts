import { packageVersion } from '../backend/package-version.ts'
import { createContext } from './cli-context.ts'
import { runProgram } from './program.ts'
import { connectTerminal, flushed } from './terminal.ts'

const outMain = import.meta.dirname
const status = await runProgram(
  process.argv.slice(2),
  createContext(outMain, packageVersion(outMain), connectTerminal()),
)
await flushed()
process.exit(status)
