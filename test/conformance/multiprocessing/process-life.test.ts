import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { conforms } from './conforms.ts'
import { programs } from './run-program.ts'

conforms('process-life', {
  names: ['Process-1', 'given', 'Worker-3', 'Process-4'],
  'repr of the main process': "<_MainProcess name='MainProcess' parent=None started>",
  'name of the main process': 'MainProcess',
  'the main process is no daemon': false,
  'the main process has no parent': 'undefined',
  'name can be set': 'changed',
  'daemon can be set before start': true,
  'repr initial': "<Process name='changed' parent=MAIN initial daemon>",
  'pid is a number': true,
  'repr started': "<Worker name='w' pid=N parent=MAIN started daemon>",
  'activeChildren while running': [true],
  'activeChildren after the end': 0,
  'repr stopped': "<Worker name='w' pid=N parent=MAIN stopped exitcode=0 daemon>",
  'repr closed': "<Worker name='w' parent=MAIN closed daemon>",
  'repr terminated': "<Process name='killed' pid=N parent=MAIN stopped exitcode=-SIGTERM>",
  // What repr() of CPython 3.11 gives for them.
  'reprs of names': [`"it's"`, String.raw`'a\n"\'\t\\\x01é\u200b\xa0😀\U000e0001'`, '7'],
  'inside: name': 'Process-N',
  'inside: daemon': false,
  'inside: samePid': true,
  'inside: repr': "<Process name='Process-N' parent=MAIN started>",
  'inside: parent': 'MainProcess',
  'inside: parentPid': true,
  'inside: parentAlive': true,
  'inside: parentEnded': 0,
  'the sentinel of a parent that was killed is ready': [true, false],
  'and ready at once from then on': 1,
  'inside: children': 0,
  'inside: first': 'Process-N:1',
  'inside: second': 'named',
  'inside: third': 'Process-N:3',
  'inside: stdin': '/dev/null',
  args: ['1', 'two', 'null', 'undefined'],
  'kwargs are one object after args': [1, { key: 'word' }],
  'a target that a function of another module made': 'call 1',
  'args and kwargs are copied when it is made': [1, { key: 'word' }],
  'rich arguments survive': [true, true, 5, 2, true, true],
  'arguments are dropped after start': true,
  'cpuCount is a positive integer': true,
  'a process without a target ends with 0': 0,
})

describe('a program that Node is given as text', () => {
  const asModule = '--input-type=module'
  const ways = {
    'on its standard input': (_text: string) => [asModule, '-'],
    'as an option': (text: string) => [asModule, '-e', text, 'an argument'],
    'as one with its option': (text: string) => [asModule.split('=')[0], 'module', `--eval=${text}`],
  }
  for (const [way, options] of Object.entries(ways)) {
    it(`runs ${way}; its processes run what others export`, async () => {
      const text = await readFile(`${programs}as-text.mjs`, 'utf8')
      const running = promisify(execFile)(process.execPath, options(text).map(String), { cwd: programs })
      running.child.stdin?.end(text)
      const { stdout } = await running
      const told: unknown[] = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(told).toEqual([
        { rule: 'worked', value: true },
        { rule: 'exit code of the child', value: 0 },
        { rule: 'its own function', value: expect.stringMatching(/^TypeError: Can't start 'own' in a new process: /) },
      ])
    })
  }
})
