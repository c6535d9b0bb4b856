import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapePattern, quoteCmd, quoteSh } from '../../../src/shared/model/quote-shell.ts'
import { commandsFor, commandSystems } from '../../../src/shared/model/same-by-command.ts'

describe('commandsFor', () => {
  it('ends processes', () => {
    const end = { kind: 'signal', signal: 'SIGTERM', pids: [4612] } as const
    expect(commandsFor(end, 'linux')).toEqual(['kill -s TERM 4612'])
    expect(commandsFor(end, 'win32')).toEqual(['taskkill /pid 4612'])
    const kill = { kind: 'signal', signal: 'SIGKILL', pids: [4612, 4613] } as const
    expect(commandsFor(kill, 'darwin')).toEqual(['kill -s KILL 4612 4613', 'kill -9 4612 4613'])
    expect(commandsFor(kill, 'win32')).toEqual(['taskkill /pid 4612 /pid 4613 /f'])
  })

  it('ends trees: named one by one, or by Windows itself', () => {
    const tree = { kind: 'tree', signal: 'SIGKILL', roots: [10, 20], pids: [10, 20, 11, 12] } as const
    expect(commandsFor(tree, 'linux')[0]).toBe('kill -s KILL 10 20 11 12')
    expect(commandsFor(tree, 'win32')).toEqual(['taskkill /pid 10 /pid 20 /t /f'])
    expect(commandsFor({ ...tree, roots: [] }, 'win32')).toEqual([])
  })

  it('ends by name, exactly that one', () => {
    const named = { kind: 'name', signal: 'SIGTERM', name: 'g++' } as const
    expect(commandsFor(named, 'linux')).toEqual([String.raw`pkill -TERM -x -- 'g\+\+'`, 'killall -TERM -- g++'])
    expect(commandsFor({ ...named, signal: 'SIGKILL', name: 'name' }, 'win32')).toEqual(['taskkill /im name.exe /f'])
    expect(commandsFor({ ...named, name: 'node.exe' }, 'darwin')).toEqual([
      'pkill -TERM -x -- node',
      'killall -TERM node',
    ])
    expect(commandsFor({ ...named, name: '-bash' }, 'darwin')).toEqual(['pkill -TERM -x -- -bash'])
    expect(commandsFor({ ...named, name: '-bash' }, 'linux')[1]).toBe('killall -TERM -- -bash')
    // pkill would look for 15 bytes only, and find others too.
    expect(commandsFor({ ...named, name: 'a-very-long-name' }, 'linux')).toEqual(['killall -TERM -- a-very-long-name'])
    expect(commandsFor({ ...named, name: 'kworker/0:1' }, 'linux')).toEqual(['pkill -TERM -x -- kworker/0:1'])
  })

  it('is polite, waits, and forces, whomever it finds', () => {
    const grace = { kind: 'grace', polite: { kind: 'signal', signal: 'SIGTERM', pids: [7, 8] }, seconds: 2.5 } as const
    expect(commandsFor(grace, 'linux')).toEqual(['kill -s TERM 7 8; sleep 2.5; kill -s KILL 7 8'])
    expect(commandsFor(grace, 'win32')).toEqual([
      'taskkill /pid 7 /pid 8 & timeout /t 3 /nobreak >nul & taskkill /pid 7 /pid 8 /f',
    ])
    const named = { ...grace, polite: { kind: 'name', signal: 'SIGINT', name: 'node' } } as const
    expect(commandsFor(named, 'linux')[0]).toBe('pkill -INT -x -- node; sleep 2.5; pkill -KILL -x -- node')
    expect(commandsFor(named, 'win32')).toEqual([])
    const port = { ...grace, polite: { kind: 'port', signal: 'SIGTERM', port: 80 } } as const
    expect(commandsFor(port, 'win32')[0]).toMatch(/^\(for .*\) & timeout \/t 3 \/nobreak >nul & for .* \/f$/)
    expect(commandsFor({ ...grace, polite: { ...grace.polite, pids: [0] } }, 'linux')).toEqual([])
  })

  it('confines to CPUs, where the system can', () => {
    const confine = { kind: 'affinity', cpus: [0, 1, 2, 5], pids: [7] } as const
    expect(commandsFor(confine, 'linux')).toEqual(['taskset -a -p -c 0-2,5 7'])
    expect(commandsFor({ ...confine, pids: [7, 8] }, 'linux')).toEqual([
      'for pid in 7 8; do taskset -a -p -c 0-2,5 $pid; done',
    ])
    expect(commandsFor(confine, 'darwin')).toEqual([])
    expect(commandsFor(confine, 'win32')).toEqual(['powershell -Command "(Get-Process -Id 7).ProcessorAffinity = 39"'])
    expect(commandsFor({ ...confine, cpus: [0, 63] }, 'win32')[0]).toContain('= -9223372036854775807"')
    expect(commandsFor({ ...confine, cpus: [64] }, 'win32')).toEqual([])
  })

  it('finds, shows, reprioritises, stops, and ends who listens', () => {
    expect(commandsFor({ kind: 'find', name: 'node' }, 'linux')[0]).toBe('ps aux | grep -F -- node')
    expect(commandsFor({ kind: 'find', name: 'node' }, 'win32')).toEqual(['tasklist | findstr /i /l /c:"node.exe"'])
    expect(commandsFor({ kind: 'show', pids: [7, 8] }, 'darwin')).toEqual(['ps -f -p 7,8'])
    expect(commandsFor({ kind: 'priority', nice: 5, pids: [7] }, 'linux')).toEqual(['renice -n 5 -p 7'])
    expect(commandsFor({ kind: 'priority', nice: 5, pids: [7] }, 'darwin')).toEqual(['renice 5 -p 7'])
    expect(commandsFor({ kind: 'priority', nice: 10, pids: [7] }, 'win32')[0]).toContain("= 'BelowNormal'")
    expect(commandsFor({ kind: 'signal', signal: 'SIGSTOP', pids: [7] }, 'linux')).toEqual(['kill -s STOP 7'])
    expect(commandsFor({ kind: 'signal', signal: 'SIGSTOP', pids: [7] }, 'win32')).toEqual([])
    const port = { kind: 'port', signal: 'SIGTERM', port: 8080 } as const
    expect(commandsFor(port, 'linux')).toEqual(['kill -s TERM $(lsof -t -iTCP:8080 -sTCP:LISTEN)'])
    expect(commandsFor({ ...port, signal: 'SIGKILL' }, 'win32')[0]).toMatch(/^for .*:8080 .* do taskkill \/pid %p \/f$/)
  })

  it('names no group by accident, and nothing when there is nobody', () => {
    for (const system of commandSystems) {
      expect(commandsFor({ kind: 'signal', signal: 'SIGTERM', pids: [0] }, system)).toEqual([])
      expect(commandsFor({ kind: 'tree', signal: 'SIGTERM', roots: [5], pids: [5, -1] }, system)).toEqual([])
      expect(commandsFor({ kind: 'priority', nice: 1, pids: [] }, system)).toEqual([])
    }
  })

  it.runIf(process.platform === 'linux')('does what the button does', async () => {
    const sleeper = spawn('sleep', ['600'], { stdio: 'ignore' })
    const ended = once(sleeper, 'exit')
    await once(sleeper, 'spawn')
    const pids = [sleeper.pid ?? 0]
    const shown = spawnSync('sh', ['-c', commandsFor({ kind: 'show', pids }, 'linux')[0] ?? ''], { encoding: 'utf8' })
    expect(shown.stdout).toContain('sleep 600')
    const other = spawn('sleep', ['600'], { stdio: 'ignore' })
    const otherEnded = once(other, 'exit')
    await once(other, 'spawn')
    const both = [...pids, other.pid ?? 0]
    const [confine = ''] = commandsFor({ kind: 'affinity', cpus: [0], pids: both }, 'linux')
    expect(spawnSync('sh', ['-c', confine]).status).toBe(0)
    for (const pid of both) {
      expect(readFileSync(`/proc/${pid}/status`, 'latin1')).toMatch(/^Cpus_allowed_list:\s+0$/m)
    }
    const polite = { kind: 'signal', signal: 'SIGCONT', pids: both } as const
    const [grace = ''] = commandsFor({ kind: 'grace', polite, seconds: 0.1 }, 'linux')
    expect(spawnSync('sh', ['-c', grace]).status).toBe(0)
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect(await otherEnded).toEqual([null, 'SIGKILL'])
  })
})

/** Names as people and programs give them, and as nobody should. */
const nasty = fc.stringMatching(/^[ -~\n\t'"$`\\!%^&|;<>(){}[\]*?~#=é中]{1,24}$/)

describe('quoting', () => {
  it.runIf(process.platform !== 'win32')('is read back unchanged by a POSIX shell', () => {
    const words = fc.array(nasty, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(words, (all) => {
        const script = `printf '%s\\0' ${all.map(quoteSh).join(' ')}`
        const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
        expect(stdout.split('\0').slice(0, -1)).toEqual(all)
      }),
      { numRuns: 40 },
    )
  })

  it('leaves nothing to cmd.exe that it would act on', () => {
    fc.assert(
      fc.property(nasty, (word) => {
        const quoted = quoteCmd(word)
        if (quoted === undefined) return
        expect(quoted).toMatch(/^(?:[\w.-]+|"[^"%!^\\\p{Cc}]+")$/u)
        expect(quoted.replaceAll('"', '')).toBe(word)
      }),
    )
    for (const word of ['', 'a"b', '%PATH%', 'a\nb', String.raw`a\b`, 'a^b'])
      expect(quoteCmd(word), word).toBeUndefined()
    expect(quoteCmd('my & program.exe')).toBe('"my & program.exe"')
  })

  it('makes a pattern of a name that matches it alone', () => {
    fc.assert(
      fc.property(nasty, nasty, (name, other) => {
        const pattern = new RegExp(`^(?:${escapePattern(name)})$`)
        expect(pattern.test(name)).toBe(true)
        expect(pattern.test(other)).toBe(name === other)
      }),
    )
  })

  it('keeps every name inside its command', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        for (const line of commandsFor({ kind: 'name', signal: 'SIGTERM', name: `${name}x` }, 'linux')) {
          const { stdout } = spawnSync(
            'sh',
            ['-c', `pkill() { printf %s "$4"; }; killall() { printf %s "$3"; }; ${line}`],
            {
              encoding: 'utf8',
            },
          )
          expect([`${name}x`, escapePattern(`${name}x`)]).toContain(stdout)
        }
      }),
      { numRuns: 30 },
    )
  })
})
