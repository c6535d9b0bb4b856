// Whatever kind of handle the order holds can become an object.
import './index.ts'
import type { ChildOrder } from './child-order.ts'
import { setCurrentProcess } from './current-process.ts'
import { endProcess, isEnding } from './end-process.ts'
import { installExitRules, reportFailure } from './exit-rules.ts'
import { addOwnModule, type ExportName } from './find-export.ts'
import { setIdentity } from './identity.ts'
import { ParentProcess } from './main-process.ts'
import { Process, setImporting } from './process.ts'
import { processOptions, type ProcessOptions } from './process-options.ts'
import { giveSockets } from './sockets.ts'
import { unpackOrder } from './serialise.ts'
import { readOrder } from './read-order.ts'
import { whenOutOfWork } from './when-out-of-work.ts'
import { writeError } from './write-error.ts'

type Callable = (...args: never[]) => unknown

/** Node's own, of a program whose top level awaits for ever (process.html, "Exit codes"). */
const unsettledStatus = 13

/** What a child does: reads its order, imports what it names, runs it, and ends in good order. */
export async function runChild(): Promise<never> {
  const order = unpackOrder(readOrder()) as ChildOrder
  setIdentity(order.path)
  process.argv = [process.execPath, ...order.argv]
  const title = `Process ${order.name}:`
  installExitRules(title, 1)
  whenOutOfWork(() => {
    if (isEnding()) return
    writeError(`${title}\nThe target awaits a promise that nothing can settle any more.`)
    void endProcess(unsettledStatus)
  })
  let code: number
  try {
    const self = await become(order)
    await self.run()
    code = Number(process.exitCode ?? 0)
  } catch (error) {
    code = reportFailure(title, error)
  }
  return endProcess(code)
}

/** The object of this process, in its own process. */
async function become(order: ChildOrder): Promise<Process> {
  const parent = new ParentProcess(order.parent.name, order.parent.pid)
  const made = (given: ProcessOptions): ProcessOptions =>
    processOptions(
      { name: order.name, daemon: order.daemon, ...given },
      { path: order.path, creator: order.parent.pid },
    )
  setCurrentProcess(new Process(made({})), parent)
  setImporting(true)
  const subclass = order.subclass && (await load(order.subclass))
  const target = order.target && (await load(order.target))
  setImporting(false)
  const { kwargs } = order
  const args = giveSockets(order.args)
  const options = made({ args, ...(kwargs && { kwargs }), ...(target && { target: target as never }) })
  // Like unpickling: the subclass's own constructor does not run again.
  const self: Process = Reflect.construct(Process, [options], subclass ?? Process)
  Object.assign(self, order.state)
  setCurrentProcess(self, parent)
  return self
}

async function load({ module, name }: ExportName): Promise<Callable> {
  const exported: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ module)
  addOwnModule(module)
  const found = exported[name]
  if (typeof found === 'function') return found as Callable
  throw new TypeError(`Can't get attribute '${name}' on ${module}: the module does not export it.`)
}
