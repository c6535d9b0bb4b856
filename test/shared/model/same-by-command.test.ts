import { spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapePattern, quoteCmd, quoteSh } from '../../../src/shared/model/quote-shell.ts'
import { commandsFor, commandSystems } from '../../../src/shared/model/same-by-command.ts'
import { freeUdpPort } from '../../helpers/udp-port.ts'

const hears = (port: number): string => `const s = require('node:dgram').createSocket('udp4')
s.bind(${port}, '127.0.0.1', () => console.log(s.address().port))`

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
    // Found once: who hears by UDP must not be killed because who listened by TCP has ended.
    expect(commandsFor(port, 'linux')[0]).toMatch(
      /^\(set -- \$\(lsof .*\); kill -s TERM "\$@"; sleep 2.5; kill -s KILL "\$@"\)$/,
    )
    expect(commandsFor(port, 'win32')[0]).toContain(
      'do (taskkill /pid %p & timeout /t 3 /nobreak >nul & taskkill /pid %p /f)',
    )
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
    expect(commandsFor({ kind: 'priority', nice: 5, pids: [7] }, 'linux')).toEqual([
      'renice -n 5 -p $(ls /proc/7/task)',
    ])
    expect(commandsFor({ kind: 'priority', nice: 5, pids: [7] }, 'darwin')).toEqual(['renice 5 -p 7'])
    expect(commandsFor({ kind: 'priority', nice: 10, pids: [7] }, 'win32')[0]).toContain("= 'BelowNormal'")
    expect(commandsFor({ kind: 'signal', signal: 'SIGSTOP', pids: [7] }, 'linux')).toEqual(['kill -s STOP 7'])
    // dash knows no RTMIN+20.
    expect(commandsFor({ kind: 'signal', signal: 'SIGRTMIN+20', pids: [7] }, 'linux')).toEqual(['kill -s 54 7'])
    expect(commandsFor({ kind: 'signal', signal: 'SIGSTOP', pids: [7] }, 'win32')).toEqual([])
    const port = { kind: 'port', signal: 'SIGTERM', port: 8080 } as const
    const byTcp = 'lsof -t -nP -iTCP:8080 -sTCP:LISTEN'
    expect(commandsFor(port, 'darwin')[0]).toMatch(
      new RegExp(`^kill -s TERM \\$\\(${byTcp} \\|\\| lsof -nP -iUDP:8080 .*\\)$`),
    )
    expect(commandsFor({ ...port, signal: 'SIGKILL' }, 'win32')[0]).toMatch(
      /^\(netstat .*-p tcp .*:8080 .*>nul & if errorlevel 1 \(for .*-p udp .*:8080 .* do taskkill \/pid %p \/f\) else \(for .*-p tcp .*:8080 .* do taskkill \/pid %p \/f\)\)$/,
    )
    // Who sends by UDP may have got such a port for it.
    for (const system of ['darwin', 'win32'] as const) {
      expect(commandsFor({ ...port, port: 50_000 }, system)[0]).not.toMatch(/udp/i)
    }
  })

  const hasLsof = spawnSync('lsof', ['-v']).error === undefined
  it.runIf(process.platform === 'linux' && hasLsof)('finds who listens, and no pid that a name imitates', async () => {
    const found = (number: number): string => {
      const [command = ''] = commandsFor({ kind: 'port', signal: 'SIGTERM', port: number }, 'linux')
      return spawnSync('sh', ['-c', command.replace('kill -s TERM', 'echo')], { encoding: 'utf8' }).stdout.trim()
    }
    const port = await freeUdpPort()
    const listen = async (code: string) => {
      const child = spawn(process.execPath, ['-e', `process.title = '",pid=1,fd=3'; ${code}`])
      const ended = once(child, 'exit')
      const [line] = await once(child.stdout, 'data')
      const stop = async () => {
        child.kill('SIGKILL')
        await ended
      }
      return { pid: String(child.pid), port: Number(line), stop }
    }
    const heard = await listen(hears(port))
    expect(found(port)).toBe(heard.pid)
    const tcp = await listen(`require('net').createServer().listen(${port}, '127.0.0.1', () => console.log(${port}))`)
    expect(found(port)).toBe(tcp.pid)
    const sender = await listen(hears(0))
    expect(found(sender.port)).toBe('')
    for (const each of [heard, tcp, sender]) await each.stop()
  })

  it('names no group by accident, and nothing when there is nobody', () => {
    for (const system of commandSystems) {
      expect(commandsFor({ kind: 'signal', signal: 'SIGTERM', pids: [0] }, system)).toEqual([])
      expect(commandsFor({ kind: 'tree', signal: 'SIGTERM', roots: [5], pids: [5, -1] }, system)).toEqual([])
      expect(commandsFor({ kind: 'priority', nice: 1, pids: [] }, system)).toEqual([])
    }
  })

  it.runIf(process.platform === 'linux')('sets the niceness of every thread, as the button does', async () => {
    const child = spawn(process.execPath, ['-e', 'console.log("ready"); setInterval(() => {}, 1000)'])
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    const pid = child.pid ?? 0
    const [command = ''] = commandsFor({ kind: 'priority', nice: 19, pids: [pid] }, 'linux')
    expect(spawnSync('sh', ['-c', command]).status).toBe(0)
    const threads = readdirSync(`/proc/${pid}/task`)
    expect(threads.length).toBeGreaterThan(1)
    for (const thread of threads) {
      expect(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1').split(' ')[18], thread).toBe('19')
    }
    child.kill('SIGKILL')
    await ended
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

  it.runIf(process.platform === 'linux')('ends who hears by UDP, not who talks to it', async () => {
    const port = await freeUdpPort()
    const listener = spawn(process.execPath, ['-e', hears(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(listener, 'exit')
    await once(listener.stdout, 'data')
    const talker = createSocket('udp4')
    talker.connect(port, '127.0.0.1')
    await once(talker, 'connect')
    try {
      const [end = ''] = commandsFor({ kind: 'port', signal: 'SIGTERM', port }, 'linux')
      expect(spawnSync('sh', ['-c', end], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
      expect(await ended).toEqual([null, 'SIGTERM'])
    } finally {
      talker.close()
      listener.kill('SIGKILL')
    }
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
