import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { processStates } from '../../src/shared/contract/process-states.ts'
import { aliases, fields, flags } from '../../src/shared/query/query.ts'
import { run } from '../helpers/run-forkscope.ts'

// Each command is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 })

/** Compiles, and is not run. */
const program = fileURLToPath(import.meta.url)

describe('mistakes', () => {
  it.each([
    [['ps', '--jsn'], '--json'],
    [['ps', '--sort', 'cpuu'], 'did you mean cpu?'],
    [['ps', '--sort', 'colour'], 'choose from pid, ppid, name,'],
    [['ps', '--query', 'cpuu > 5'], 'did you mean cpu?'],
    [['ps', '--query', '__proto__ = 5'], 'at character 1: There is no field "__proto__"'],
    [['ps', '--query', '/(a+)+(?=b)/'], 'at character 1: This regular expression could take for ever'],
    [['ps', 'extra'], 'extra'],
    [['ps', '--seconds', '2'], '--watch'],
    [['ps', '--watch', '--seconds', '-1'], '86400'],
    [['kil'], 'kill'],
    [['kill'], 'target'],
    [['kill', 'x y'], 'pid@startKey'],
    [['kill', ':99999'], '65535'],
    [['kill', '99999999999'], 'pid@startKey'],
    [['kill', '999999', '--signal', 'SIGTREM'], 'SIGTERM'],
    [['kill', '999999', '--signal', 'NOPE'], 'no signal "NOPE"; choose from SIGTERM, SIGKILL'],
    [['kill', '-9', '999999'], 'give --signal 9, or --force for SIGKILL'],
    [['kill', '-KILL', '999999'], 'give --signal KILL, or --force for SIGKILL'],
    [['kill', '-s', 'KILL', '999999'], 'give --signal NAME'],
    [['kill', '999999', '--force', '--signal', 'TERM'], 'not both'],
    [['kill', '999999', '--force', '--grace', '1'], '--grace'],
    [['kill', '999999', '--grace', 'x'], '3600'],
    [['kill', '999999', '--tree', '--signal', 'STOP', '--grace', '5'], 'SIGSTOP does not'],
    [['kill', '999999', '--grcae', '1'], '--grace'],
    [['serve', '--port', '99999'], '65535'],
    [['serve', '--port', '-1'], '65535'],
    [['serve', '--port', 'http'], '65535'],
    [['serve', '--port'], 'needs a value'],
    [['serve', '--socket'], 'needs a value'],
    [['serve', '--socket', ''], 'the path of a file'],
    [['serve', '--socket', './', '--json'], 'the path of a file'],
    [['serve', '--socket', `/${'long/'.repeat(30)}.sock`], 'too long'],
    [['serve', '--socket', 'a.sock', '--port', '8000'], 'not both'],
    [['serve', '--socket', 'a.sock', '--open'], 'not both'],
    [['serve', '--opn'], '--open'],
    [['serve', '--readonly'], '--read-only'],
    [['lab'], 'list'],
    [['lab', 'rnu'], 'run'],
    [['lab', 'run'], 'lab list'],
    [['lab', 'run', '16-zombi'], '16-zombie'],
    [['lab', 'run', 'zombie'], 'did you mean 16-zombie?'],
    [['lab', 'run', 'thread-pool'], 'no lesson "thread-pool"; "forkscope lab list" shows them all'],
    [['lab', 'run', '16-zombie', '--param', 'jion=1'], 'join'],
    [['lab', 'run', '16-zombie', '--param', 'join=9'], 'from 0 to 1'],
    [['lab', 'run', '33-tickets', '--param', 'buyers=2.5'], 'a whole number from 2 to 20 in steps of 1'],
    [['lab', 'run', '23-memory-is-private', '--param', 'justCall=0.5'], 'from 0 to 1 in steps of 1'],
    [['lab', 'run', '40-rabbitmq', '--param', 'broker=http://ann:secret@host'], 'as amqp://localhost:5672'],
    [['lab', 'run', '40-rabbitmq', '--param', 'brokr=amqp://host'], 'did you mean broker?'],
    [['lab', 'run', '16-zombie', '--locale', 'fr'], 'zh-CN'],
    [['lab', 'run', '16-zombie', '--repeat', '0'], '10000'],
    [['lab', 'run', '16-zombie', '--seconds', '0'], 'greater than 0'],
    [['lab', 'run', '--repeat', '3', '--param', 'a=b', '--', process.execPath], '--param and --repeat can only'],
    [['lab', 'run', '--locale', 'en', program], '--locale can only be given with a lesson'],
    [['lab', 'list', '--jsno'], '--json'],
    [['app', '--hepl'], '--help'],
    [['--vesrion'], '--version'],
    [['sevre'], 'serve'],
  ])('%j: one sentence on stderr, exit 2, nothing on stdout', (args, hint) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(hint)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('--repeat sums up also what ran once', () => {
    const { status, stdout } = run(
      'lab',
      'run',
      '23-memory-is-private',
      '--param',
      'speed=4',
      '--repeat',
      '1',
      '--json',
    )
    const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    expect({ status, last }).toMatchObject({ status: 0, last: { kind: 'summary', runs: 1, passed: 1, failed: 0 } })
  })

  it('cannot steer the terminal that shows them', () => {
    const { status, stderr } = run('kill', '\u001b[2J\u202e')
    expect(status).toBe(2)
    expect(stderr).toContain('\\e[2J')
    expect(stderr).not.toContain('\u001b')
    expect(stderr).not.toContain('\u202e')
  })
})

describe('--json before the command', () => {
  it.each([
    [['ps'], 'processes'],
    [['kill', '999999'], 'results'],
    [['lab', 'list'], 0],
  ])('%j prints JSON all the same', (command, key) => {
    const { stdout } = run('--json', ...command)
    expect(JSON.parse(stdout)).toHaveProperty([key])
  })
})

describe('help', () => {
  it.each([
    [[], ['app', 'serve', 'ps', 'kill', 'lab', '--json', '--version', 'Exits']],
    [['app'], ['--json']],
    [['serve'], ['--port', '--socket', 'ssh -L', '--open', '--read-only', '--json', 'exits 0']],
    [['ps'], ['--tree', '--query', '--sort', '--watch', '--seconds', '--json', 'memory', '"alive"']],
    // The query language: every field, flag and way to join them.
    [
      ['ps'],
      [
        ...Object.keys(fields),
        ...flags,
        ...processStates,
        ...Object.keys(aliases),
        '/pattern/',
        'and, or, not and parentheses',
      ],
    ],
    [['ps'], ['=, !=, >, >=, < and <=', '~ (contains)', '200MiB', '10s', 'mem > 200MiB and not kernel']],
    [
      ['kill'],
      ['name:IMAGE', ':PORT', 'pid@startKey', '--signal', '--force', '--tree', '--grace', '--dry-run'].concat([
        '--even-critical',
        '--json',
        'reused',
        'Exits 0',
      ]),
    ],
    [['lab'], ['list', 'run']],
    [['lab', 'list'], ['--json']],
    [
      ['lab', 'run'],
      ['--param', '--seconds', '--repeat', '--locale', '--json', 'inconclusive'],
    ],
  ])('of %j is complete', (command, parts) => {
    const { status, stdout, stderr } = run(...command, '--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(`Usage: ${['forkscope', ...command].join(' ')}`)
    for (const part of parts) expect(stdout).toContain(part)
  })

  it('is the same asked for as a command', () => {
    expect(run('help', 'kill').stdout).toBe(run('kill', '--help').stdout)
  })

  it('tells the version', () => {
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
