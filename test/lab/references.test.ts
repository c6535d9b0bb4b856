import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'

// Each lesson's program for real Python, run to its end: what it says is what the lesson says.
const said: Readonly<Record<string, RegExp>> = {
  '01-kernel-and-user': /^thinker \d+: user .* kernel/m,
  '02-multiprogramming': /^one after another: .* s\ntogether: .* s$/m,
  '03-address-spaces': /^\d+: 0 at 0x/m,
  '04-concurrent-or-parallel': /^one CPU for both\n/m,
  '05-cores-and-tasks': /^\d+ tasks, \d+ of \d+ CPUs$/m,
  '06-process-states': /^stopped: T\w*\nended: Z\w*\nafter SIGCONT and join:\n.*ended: gone$/ms,
  '07-program-and-process': /^first: exit code -9$.*^second: exit code 0$/ms,
  '08-family-tree': /^grandchild \d+: my parent is \d+$/m,
  '09-process-group': /^(?=.*^the leader \d+ ended: -15$).*^(\d+) of group \1 lived to the end$/ms,
  '10-threads-and-cores': /^waiting four times: threads .* s, processes .* s$/m,
  '11-start-a-function': /^child 2 is done$/m,
  '12-start-a-subclass': /AttributeError.*^greeter is done$/ms,
  '13-pid-and-ppid': /^child: I am \d+, my parent is (\d+); the library says \1$/m,
  '14-find-and-kill': /^the mule is alive after SIGTERM: True$.*^observer \d+: exit code 0\nmule \d+: exit code -9$/ms,
  '15-parent-waits': /^main: patient \d+ has ended, its exit code is 0$/m,
  '16-zombie': /^before join: Z\nafter join: gone, exit code 0$/m,
  '17-orphan': /^main \d+: the child says that it is done$/m,
  '18-join': /^main \d+ goes on; \d+ in the process table: False$/m,
  '19-start-order': /^(first|second|third) (first|second|third) (first|second|third): \d+$/m,
  '20-join-together-or-each': /^together: .*^each: /ms,
  '21-alive-terminate-name': /^sub-process after join: False, exit code -15$/m,
  '22-terminate-a-parent': /^main: the lock could be taken: False$/m,
  '23-memory-is-private': /^child: n is 0\nparent: n is 100$/m,
  '24-socket-server': /^server: 3 children, exit codes \[0, 0, 0\]$/m,
  '25-print-last': /^-+>4\n.* units$/m,
  '26-print-in-order': /^-+>1\n-+>2\n-+>3\n-+>4\n/m,
  '27-daemon': /^main: the master has ended, .* later, exit code 0$/m,
  '28-daemon-has-no-children': /^main: the servant ended with exit code 1; I go on$/m,
  '29-daemon-exercise': /^main-------$.*^end456$/ms,
  '30-unix-daemon': /^the starter has ended:\n.*\n\s*(\d+)\s+\d+\s+\1 /m,
  '31-terminal-contention': /^writer-3 3$/m,
  '32-mutex': /^(writer-\d) 1\n\1 2\n\1 3\n/m,
  '33-tickets': /the file says 0 left$/m,
  '34-mutex-or-join': /^lock took .*^join took /ms,
  // The fourth put goes on as soon as there is room: its line may come before what the main process got.
  '35-queue': /^full: True\n(?:fourth put: [^\n]* s\n)?hello\n.*^one more get: 'at last'/ms,
  '36-pipe': /^main: EOFError.*\nmain: BrokenPipeError$/m,
  '37-producer-consumer': /^main: everything is made; now the end marks$/m,
  '38-joinable-queue': /^main: one too many: task_done\(\) called too many times$/m,
  '39-big-message': /^main: alive after join: small False, big True$/m,
  '40-rabbitmq': /^main: 18 of 18 are eaten$/m,
}

const python = ['python3', 'python'].find((each) => spawnSync(each, ['--version']).status === 0)
const folder = new URL('../../src/lab/lessons/', import.meta.url)

interface Ended {
  readonly code: unknown
  readonly stdout: string
  readonly stderr: string
}

const runReference = (id: string): Promise<Ended> =>
  new Promise((resolve) => {
    // With PYTHONUNBUFFERED a line and its end are two writes, between which other processes write.
    const { PYTHONUNBUFFERED: _, ...inherited } = process.env
    // Its states are looked at from outside, four times as short ones too seldom on a busy machine.
    const env = { ...inherited, SPEED: id === '06-process-states' ? '1' : '4' }
    const file = fileURLToPath(new URL(`${id}/reference.py`, folder))
    execFile(python ?? '', [file], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout: stdout.replaceAll('\r\n', '\n'), stderr }),
    )
  })

describe.skipIf(python === undefined).concurrent("each lesson's program in Python", () => {
  it.for(lessons)('$id', { timeout: 90_000 }, async ({ id, platforms }, context) => {
    if (!platforms.some((each) => each === process.platform)) return context.skip(`${id} cannot run here.`)
    const { code, stdout, stderr } = await runReference(id)
    // What it needs besides Python, it names.
    const missing = /pip install \w+|There is no RabbitMQ/.exec(stderr)?.[0]
    if (code === 1 && missing !== undefined) return context.skip(missing)
    expect({ code, stderr: id === '28-daemon-has-no-children' ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(said[id] ?? /$^/)
    if (id === '28-daemon-has-no-children')
      expect(stderr).toContain('daemonic processes are not allowed to have children')
    if (id === '33-tickets') expect(stdout.match(/has a ticket$/gm)).toHaveLength(1)
    if (id === '37-producer-consumer') expect(new Set(stdout.match(/^ate .*$/gm)).size).toBe(18)
  })
})
