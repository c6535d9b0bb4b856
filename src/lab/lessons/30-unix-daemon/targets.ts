import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mark, sleep } from 'forkscope/multiprocessing'

export interface Plan {
  /** As daemons do, it writes its pid there, so that somebody can end it one day. */
  readonly pidFile: string
  /** In a session of its own. */
  readonly detached: boolean
  /** On a terminal, which a daemon does not have. */
  readonly onTerminal: boolean
  /** Ended by its starter, as the other kind of daemon is. */
  readonly tied: boolean
  /** How long its starter stays. */
  readonly seconds: number
}

const program = (pidFile: string): string => `echo $$ > '${pidFile}'; exec sleep 600`

/** @returns a command that runs the program, on a new terminal if there is to be one */
function commandFor({ pidFile, onTerminal }: Plan): [string, string[]] {
  if (!onTerminal) return ['sh', ['-c', program(pidFile)]]
  if (process.platform === 'darwin') return ['script', ['-q', '/dev/null', 'sh', '-c', program(pidFile)]]
  return ['script', ['-qfc', program(pidFile), '/dev/null']]
}

/** Starts the daemon, stays for a while, and ends. */
export async function launch(plan: Plan): Promise<void> {
  const [command, args] = commandFor(plan)
  const child = spawn(command, args, { detached: plan.detached, stdio: 'ignore', cwd: '/' })
  // Without this, Node would wait for it.
  child.unref()
  while (!existsSync(plan.pidFile) || readFileSync(plan.pidFile, 'utf8') === '') await sleep(0.02)
  const pid = Number(readFileSync(plan.pidFile, 'utf8'))
  console.log(`starter ${process.pid}: the daemon is ${pid}`)
  mark('daemon', pid)
  await sleep(plan.seconds)
  if (plan.tied) process.kill(pid, 'SIGKILL')
}
