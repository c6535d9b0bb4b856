import { realpathSync } from 'node:fs'
import { register } from 'node:module'
import { pathToFileURL } from 'node:url'
import { endProcess } from './multiprocessing/end-process.ts'
import { reportFailure } from './multiprocessing/exit-rules.ts'
import { setEvaluating } from './multiprocessing/find-export.ts'
import { beginMain, setMainProgram } from './multiprocessing/main.ts'
import { environment } from './multiprocessing/run-environment.ts'
import { builtProgram } from './multiprocessing/start-broker.ts'
import { writeError } from './multiprocessing/write-error.ts'
import { adviceOn } from './program-advice.ts'

/** Whether this is the main process of a run; the others are started by it. */
export function isMainOfRun(): boolean {
  return process.argv.includes('--forkscope-role=main')
}

/** A learner's own programs are TypeScript too: their modules are compiled by the supervisor when they are imported. */
export async function loadPrograms(): Promise<void> {
  const compiler = process.env[environment.compiler]
  if (compiler === undefined) return
  process.setSourceMapsEnabled(true)
  const runtime = pathToFileURL(builtProgram('multiprocessing.js')).href
  register(pathToFileURL(builtProgram('lab-program-hooks.js')), { data: { compiler, runtime } })
  // One import through the hooks, so that they are ready before the program is.
  await import('node:process')
}

/** The main process of a run: imports its program, whose guard or top level does the rest. */
export async function runMain(): Promise<void> {
  const program = process.env[environment.program] ?? ''
  const after = process.argv.indexOf('--')
  process.argv = [process.execPath, program, ...(after < 0 ? [] : process.argv.slice(after + 1))]
  // Modules are known by their real paths, whatever links lead to them.
  const { href } = pathToFileURL(realpathSync(program))
  setMainProgram(href)
  beginMain()
  try {
    await import(/* @vite-ignore */ href)
    setEvaluating(undefined)
  } catch (error) {
    const code = reportFailure(undefined, error)
    const advice = adviceOn(error)
    if (advice !== undefined) writeError(advice)
    await endProcess(code)
  }
}
