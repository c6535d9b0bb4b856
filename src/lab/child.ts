import { runChild } from './multiprocessing/bootstrap.ts'
import { programLink } from './multiprocessing/program-link.ts'
import { isSupervised } from './multiprocessing/run-environment.ts'
import { isMainOfRun, loadPrograms, runMain } from './run-program.ts'
import { tellOutput } from './tell-output.ts'

// Every process of a program but its broker: the main process of a run, and each child of whatever started it.
delete process.env['ELECTRON_RUN_AS_NODE']
if (isSupervised()) {
  // The supervisor hears of it before it does anything.
  programLink()
  tellOutput()
}
await loadPrograms()
await (isMainOfRun() ? runMain() : runChild())
