import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, mark, parameter, Process, sleep } from 'forkscope/multiprocessing'
import { launch, type Plan } from './targets.ts'

main(import.meta, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daemon-'))
  const plan: Plan = {
    pidFile: join(folder, 'daemon.pid'),
    detached: parameter('detached') === 1,
    onTerminal: parameter('onTerminal') === 1,
    tied: parameter('tied') === 1,
    seconds: 1 / parameter('speed'),
  }
  const starter = new Process({ target: launch, args: [plan], name: 'starter' })
  await starter.start()
  await starter.join()
  console.log('main: the starter has ended')

  await sleep(parameter('watchSeconds') / parameter('speed'))
  const pid = Number(readFileSync(plan.pidFile, 'utf8'))
  rmSync(folder, { recursive: true })
  if (plan.tied) return
  process.kill(pid, 'SIGTERM')
  console.log(`main: SIGTERM sent to ${pid}: somebody has to`)
  mark('told-to-end', pid)
  await sleep(0.2)
})
