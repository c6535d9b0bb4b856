import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { endSurvivors, isAlive, untilTrue } from './survivors.ts'
import { runProgram, startProgram } from './run-program.ts'

// A hang is what ends a test: on a machine with hundreds of busy processes each start takes seconds.
vi.setConfig({ testTimeout: 120_000 })

const survivors: number[] = []
afterEach(() => endSurvivors(survivors.splice(0)))

const run = (scenario: string): ReturnType<typeof runProgram> => runProgram('orderly-exit', [scenario])

describe('the orderly exit of a main process', () => {
  it('ends live daemons, then joins the children that wait for that', async () => {
    const { told, order, code } = await run('returns')
    expect(order).toEqual(['daemon', 'main returns', 'the child saw', 'the child ends', 'main exits'])
    expect({ code, saw: told['the child saw'] }).toEqual({ code: 0, saw: 'EOFError' })
    expect(isAlive(told['daemon'])).toBe(false)
  })

  it('hands over what was put, before it waits for those who get it', async () => {
    const { told, order, code } = await run('flushes')
    expect(order).toEqual(['the child read', 'main exits'])
    expect({ code, read: told['the child read'] }).toEqual({ code: 0, read: 'x'.repeat(10) })
  })

  it('follows process.exit', async () => {
    const { told, code } = await run('exits')
    expect({ code, read: told['the child read'] }).toEqual({ code: 6, read: 'before process.exit' })
    expect([isAlive(told['daemon']), isAlive(told['child'])]).toEqual([false, false])
  })

  it('follows an error, whose traceback is on stderr', async () => {
    const { told, code, stderr } = await run('throws')
    expect({ code, read: told['the child read'] }).toEqual({ code: 1, read: 'before the throw' })
    expect(stderr).toMatch(/^RangeError: out of main\n +at .*orderly-exit\.mjs:\d+/m)
  })

  it('follows the loss of whoever read its output and its errors', async () => {
    const { child, hears } = startProgram('orderly-exit', ['unheard'])
    const gone = once(child, 'exit')
    const daemon = await hears('daemon')
    child.stdout?.destroy()
    child.stderr?.destroy()
    await gone
    expect([child.exitCode, isAlive(daemon)]).toEqual([1, false])
  })

  // CPython flushes its streams last; Node forgets at its exit what a full pipe did not take.
  for (const [ending, status] of Object.entries({ return: 0, exit: 5, throw: 1 })) {
    it(`loses nothing of what it said: ${ending}`, async () => {
      const { told, code } = await run(`says much: ${ending}`)
      expect({ code, said: lengthOf(told[`the main process says much: ${ending}`]) }).toEqual({
        code: status,
        said: 4 << 20,
      })
    })
  }

  it('follows Ctrl-C', async () => {
    const { told, signal, stderr } = await run('interrupted')
    expect(signal).toBe('SIGINT')
    expect(stderr).toContain('KeyboardInterrupt')
    expect(isAlive(told['daemon'])).toBe(false)
  })
})

describe('a main process that Ctrl-C reaches', () => {
  it('while it blocks: the orderly exit follows', async () => {
    const { told, signal, stderr } = await run('interrupted while it blocks')
    expect(signal).toBe('SIGINT')
    expect(stderr).toBe('KeyboardInterrupt\n')
    expect(isAlive(told['daemon'])).toBe(false)
  })

  it('in its orderly exit: that is cut short', async () => {
    const { child, hears } = startProgram('orderly-exit', ['interrupted at its end'])
    await once(child, 'exit')
    survivors.push(Number(await hears('child')))
    expect(child.signalCode).toBe('SIGINT')
    expect(survivors.map(isAlive)).toEqual([true])
  })
})

describe("a main process's exit handler", () => {
  it('may call process.exit: that is its status', async () => {
    expect(await run('exits in an exit handler')).toMatchObject({ code: 8, stderr: '' })
  })

  it('may throw: 1, with the traceback', async () => {
    const { code, stderr } = await run('throws in an exit handler')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Error: spilled at the end\n/)
  })
})

describe('a child whose start is under way when its parent ends', () => {
  const statuses = {
    return: 0,
    throw: 1,
    exit: 3,
    'a start that fails': 1,
    'a start that fails, unawaited': 1,
    'a start that fails after process.exit': 0,
  }
  for (const [scenario, status] of Object.entries(statuses)) {
    it(`is joined by a main process: ${scenario}`, async () => {
      const { order, code } = await run(scenario)
      expect({ order, code }).toEqual({ order: ['the child ends', 'main exits'], code: status })
    })

    it(`is joined by a child: ${scenario}`, async () => {
      const { told, order } = await runProgram('orderly-exit', [scenario, 'child'])
      expect(order).toEqual(['the child ends', 'its parent ended with', 'main exits'])
      expect(told['its parent ended with']).toBe(status)
    })
  }

  it('is ended if it is a daemon', async () => {
    const { told, code } = await run('a daemon')
    expect({ code, started: typeof told['daemon'] }).toEqual({ code: 0, started: 'number' })
    expect(isAlive(told['daemon'])).toBe(false)
  })
})

describe('two guards in one module', () => {
  it('are done one after the other, and the process ends after the last', async () => {
    const { order, code } = await runProgram('two-guards')
    expect({ order, code }).toEqual({ order: ['first begins', 'first ends', 'worked', 'second ends'], code: 0 })
  })

  it('are as in Python: after the failure of one the next is not begun', async () => {
    const { order, code } = await runProgram('two-guards', ['throw'])
    expect({ order, code }).toEqual({ order: ['first begins'], code: 1 })
  })
})

describe('no orderly exit', () => {
  it('after SIGKILL: daemons and children go on', async () => {
    const { child, hears } = startProgram('orderly-exit', ['killed'])
    await once(child, 'exit')
    for (const role of ['daemon', 'child']) survivors.push(Number(await hears(role)))
    expect(child.signalCode).toBe('SIGKILL')
    expect(survivors.map(isAlive)).toEqual([true, true])
  })

  it('after process.abort(): daemons go on', async () => {
    const { child, hears } = startProgram('orderly-exit', ['aborts'])
    await once(child, 'exit')
    survivors.push(Number(await hears('daemon')))
    expect(child.signalCode).toBe('SIGABRT')
    expect(survivors.map(isAlive)).toEqual([true])
  })
})

describe('a child', () => {
  it('that awaits what nothing can settle says so, and ends in good order', async () => {
    const { told, stderr } = await run('unsettled')
    expect(told).toMatchObject({ 'the parent got': 200_000, 'it ended with': 13 })
    expect(isAlive(told['daemon'])).toBe(false)
    expect(stderr).toBe('Process awaiter:\nThe target awaits a promise that nothing can settle any more.\n')
  })

  it('loses nothing of what it said', async () => {
    const { told, code } = await run('children say much')
    const ended = ['return', 'exit', 'throw'].map((ending) => [
      lengthOf(told[`a child says much: ${ending}`]),
      told[`it ended with: ${ending}`],
    ])
    expect({ code, ended }).toEqual({
      code: 0,
      ended: [0, 5, 1].map((status) => [4 << 20, status]),
    })
  })

  it('whose own listeners of beforeExit find it something to do is not said to be stuck', async () => {
    const { told, stderr } = await run('listeners of beforeExit')
    expect(told).toEqual({ revivesItself: 0, findsNothing: 13 })
    expect(stderr).toBe(
      'out of work\nProcess findsNothing:\nThe target awaits a promise that nothing can settle any more.\n',
    )
  })

  it('that is interrupted in its orderly exit ends at once', async () => {
    const { told, stderr } = await run('interrupted again')
    expect(told).toEqual({
      'the daemon ended': ['EOFError', 'EOFError'],
      'interrupted again: return': 1,
      'interrupted again: interrupt': 1,
    })
    expect(stderr).toBe('Process return:\nKeyboardInterrupt\nProcess interrupt:\nKeyboardInterrupt\n')
  })

  it('that is interrupted does not unwind: what it holds stays held', async () => {
    expect((await run('holding a lock')).told).toEqual({ 'the lock is free': false })
  })

  it('ends in the same order as a main process, or in none', async () => {
    const { child, told, hears } = startProgram('orderly-exit', ['children'])
    const gone = once(child, 'exit')
    for (const fate of ['aborted', 'killed']) survivors.push(Number(await hears(`${a(fate)} ${fate} child's daemon`)))
    await gone
    expect(told).toMatchObject({
      "a child's feeder is flushed: return": [4950, 0],
      "a child's feeder is flushed: exit": [4950, 5],
      "a child's feeder is flushed: throw": [4950, 1],
      'the child of that ended with': 0,
      'the killed one ended with': -9,
    })
    await untilTrue(() => !isAlive(told["a child's daemon"]))
    expect(survivors.map(isAlive)).toEqual([true, true])
  })
})

const lengthOf = (said: unknown): number | undefined => (typeof said === 'string' ? said.length : undefined)

const a = (word: string): string => (word.startsWith('a') ? 'an' : 'a')
