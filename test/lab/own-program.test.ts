import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { folder, labRun, write } from './own-run.ts'

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules/some-package'), { recursive: true })
  write('node_modules/some-package/package.json', '{"name":"some-package","type":"module","exports":"./index.js"}')
  write('node_modules/some-package/index.js', 'export const packed = "from a package"\n')
  write('helper.ts', 'export const helped = (text: string): string => `helped ${text}`\n')
})

describe('a program in TypeScript', () => {
  const program = `import { Lock, main, Process, sleep } from 'forkscope/multiprocessing'
import { packed } from 'some-package'
import { helped } from './helper'
import { helped as again } from './helper.js'
enum Kind { A = 'a', B = 'b' }
namespace Numbers { export const one: number = 1 }
abstract class Base { constructor(protected readonly n: number) {} abstract get value(): number }
class Sum extends Base { get value(): number { return this.n + Numbers.one } }
export async function work(lock: Lock, kind: Kind): Promise<void> {
  await lock.with(() => sleep(0.01))
  console.log(helped(kind), again(kind), new Sum(41).value, packed)
}
export function fails(): void {
  const nothing: any = undefined
  nothing.property
}
main(import.meta, async () => {
  console.log('arguments', ...process.argv.slice(2))
  const worker = new Process({ target: work, args: [new Lock(), Kind.B] })
  await worker.start()
  await worker.join()
  const failing = new Process({ target: fails, name: 'failing' })
  await failing.start()
  await failing.join()
  process.exit(failing.exitCode === 1 ? 7 : 8)
})
`
  it('runs with all of the syntax, its packages, its arguments, and ends with its own status', () => {
    const result = labRun(write('program.ts', program), '--', 'one', '--two')
    expect(result.stderr).toBe('')
    expect(result.lines()).toEqual(['arguments one --two', 'helped b helped b 42 from a package'])
    expect(result.status).toBe(7)
    const errors = result.lines('stderr')
    expect(errors[0]).toBe('Process failing:')
    // The learner's own line and column, not those of what was made of it.
    expect(errors.join('\n')).toMatch(/TypeError: .*property.*\n\s+at fails \(.*program\.ts:15:11\)/)
    expect(result.of('lock').map(({ action }) => action)).toEqual(['request', 'acquire', 'release'])
    expect(result.of('report')).toMatchObject([{ leftBehind: 0, checks: [] }])
  })

  it('runs its guard also behind links', () => {
    write(
      'linked.ts',
      "import { main } from 'forkscope/multiprocessing'\nmain(import.meta, () => console.log('ran'))\n",
    )
    symlinkSync('linked.ts', join(folder, 'link.ts'))
    symlinkSync('.', join(folder, 'here'))
    expect([labRun('link.ts').lines(), labRun('here/linked.ts').lines()]).toEqual([['ran'], ['ran']])
  })

  it('has the decorators and class fields of the nearest tsconfig.json', () => {
    mkdirSync(join(folder, 'older/inner'), { recursive: true })
    write(
      'older/tsconfig.json',
      '{ // as tsc takes it\n "compilerOptions": { "experimentalDecorators": true, "useDefineForClassFields": false, }, }',
    )
    const text = `function told(target: object, key: string, at?: number | object) { console.log(typeof target, key, typeof at) }
class Base { constructor() { this.set() } set() {} }
class Derived extends Base { field?: number; override set() { this.field = 5 } @told work(@told x: number) { return x } }
console.log(new Derived().field)
`
    const result = labRun(write('older/inner/legacy.ts', text))
    expect(result.lines()).toEqual(['object work number', 'object work object', '5'])
    expect(labRun(write('standard.ts', text)).stderr).toMatch(/standard\.ts:3:\d+: .*"experimentalDecorators": true/)
  })

  it('has CommonJS modules: their names, and require in TypeScript', () => {
    write('older.cts', 'export const three: number = 3\nconst own = 4\nexport { own as four }\n')
    write('oldest.cjs', 'exports.five = () => 5\n')
    const text = `import { three } from './older.cts'
import { four } from './older.cjs'
import oldest = require('./oldest.cjs')
console.log(three, four, oldest.five())
throw new Error('here')
`
    const result = labRun(write('mixed.ts', text))
    expect(result.lines()).toEqual(['3 4 5'])
    expect(result.lines('stderr').join('\n')).toMatch(/Error: here\n\s+at .*mixed\.ts:5:7/)
  })

  it.each([
    ['passes-on.ts', "export { Shape } from './types'\n", /^If Shape is a type, .*export type \{ Shape \}/],
    [
      'requires.cjs',
      "require('forkscope/multiprocessing')\n",
      /^forkscope\/multiprocessing is an ES module.* import it/,
    ],
  ])('%s ends with a sentence that says what to write', (name, text, advice) => {
    write('types.ts', 'export interface Shape { x: number }\n')
    const result = labRun(write(name, text))
    expect(result.status).toBe(1)
    expect(result.lines('stderr').at(-1)).toMatch(advice)
  })

  it.each([
    ['broken.ts', 'const a = 1\nlet b: = 2\n', /does not compile: .*broken\.ts:2:8: Unexpected "="/],
    [
      'broken.js',
      'const a = 1\nlet b = ;\n',
      new RegExp(`does not compile: ${folder}/broken\\.js:2:9: Unexpected ";"`),
    ],
    ['again.js', 'let a = 1\nlet a = 2\n', new RegExp(`does not compile: ${folder}/again\\.js:2:5: .*already`)],
    ['loud.TS', 'let b: = 2\n', /does not compile: .*loud\.TS:1:8: Unexpected "="/],
    [
      'pattern.ts',
      'interface A {}\nconst a: A = {}\nconst b: RegExp = /(/\nexport { a, b }\n',
      new RegExp(
        `does not compile: ${folder}/pattern\\.ts:3:19: Invalid regular expression: /\\(/: Unterminated group`,
      ),
    ],
    ['pattern.mjs', 'await 1\nexport const b = /(/\n', /does not compile: .*pattern\.mjs:2:18: Invalid regular expr/],
    ['broken.py', 'a = 1\nif a\n  print(a)\n', /does not compile: .*broken\.py:2:\d: expected ':'/],
    ['strange/m.ts', '', /does not compile: .*strange\/tsconfig\.json:1:\d+: /],
    ['absent.ts', undefined, /no file "absent\.ts"/],
    ['plain.txt', 'hello', /"plain\.txt" is not executable/],
  ])('%s is a usage error in one sentence', (name, text, message) => {
    mkdirSync(join(folder, 'strange'), { recursive: true })
    write('strange/tsconfig.json', '{ "compilerOptions": ')
    if (text !== undefined) write(name, text)
    const result = labRun(name)
    expect(result.status).toBe(2)
    expect(result.events).toEqual([])
    expect(result.stderr).toMatch(message)
    expect(result.stderr.trim().split('\n')).toHaveLength(1)
  })
})

it.skipIf(process.platform === 'win32').each(['pipe.js', 'pipe.py', 'pipe.txt'])(
  'a pipe is refused, and not waited for: %s',
  (name) => {
    spawnSync('mkfifo', [join(folder, name)])
    const result = labRun(name)
    expect(result).toMatchObject({ status: 2, events: [] })
    expect(result.stderr).toMatch(new RegExp(`^"${name}" is a pipe or a device, not a file; .*\n$`))
  },
)

it.skipIf(process.platform === 'win32')('a link that leads to itself is refused in a sentence', () => {
  symlinkSync('loop', join(folder, 'loop'))
  for (const name of ['loop', './loop']) {
    const result = labRun(name)
    expect(result).toMatchObject({ status: 2, events: [] })
    expect(result.stderr).toMatch(/^".*loop" cannot be read: ELOOP: too many symbolic links encountered; .*\n$/)
  }
})

it.each([
  ['LOUD.TS', 'const n: number = 1; console.log("loud", n)\n'],
  ['LOUD.Mts', 'const n: number = await 1; console.log("loud", n)\n'],
  ['LOUD.CTS', 'const os: unknown = require("node:os"); console.log("loud", os ? 1 : 0)\n'],
  ['LOUD.JS', 'const os = require("node:os"); console.log("loud", os ? 1 : 0)\n'],
  ['LOUD.MJS', 'console.log("loud", await 1)\n'],
])('an ending in capital letters means the same: %s', (name, text) => {
  expect(labRun(write(name, text)).lines()).toEqual(['loud 1'])
})

it('a program in JavaScript without a guard runs too', () => {
  const result = labRun(write('plain.mjs', 'console.log("plain"); process.exitCode = 3\n'))
  expect(result.lines()).toEqual(['plain'])
  expect(result.status).toBe(3)
})
