import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { deserialize } from 'node:v8'
import { mainProgram } from './multiprocessing/main.ts'
import { endChildren, type ChildOrder } from './multiprocessing/process.ts'
import { environment, joinRun, leaveRun, tell } from './multiprocessing/run-link.ts'
import { targetNamed } from './multiprocessing/targets.ts'

// Every process of a run but its supervisor: the main process of the lesson, and each child of it.
delete process.env['ELECTRON_RUN_AS_NODE']
await joinRun(process.env[environment.socket] ?? '', () => process.exit(1))
for (const stream of ['stdout', 'stderr'] as const) {
  process[stream].write = (chunk: string | Uint8Array): boolean => {
    tell({ kind: 'output', pid: process.pid, stream, text: Buffer.from(chunk).toString('utf8') })
    return true
  }
}

const marks = process.argv.slice(2)
const isMain = marks.includes('--forkscope-role=main')
try {
  if (isMain) {
    const scenario = join(process.env[environment.programs] ?? '', 'scenario.js')
    await import(pathToFileURL(scenario).href)
    await mainProgram()?.()
  } else {
    const file = marks.at(-1) ?? ''
    const order: ChildOrder = deserialize(readFileSync(file))
    rmSync(file)
    if (order.target !== undefined) await (await targetNamed(order.target))(...order.args)
  }
} catch (error) {
  const name = marks.find((each) => each.startsWith('--forkscope-name='))?.slice('--forkscope-name='.length)
  process.stderr.write(`Process ${name ?? 'MainProcess'}:\n${inspect(error)}\n`)
  process.exitCode = 1
}
await endChildren()
await leaveRun()
process.exit()
