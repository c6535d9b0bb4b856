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

  it('follows Ctrl-C', async () => {
    const { told, signal, stderr } = await run('interrupted')
    expect(signal).toBe('SIGINT')
    expect(stderr).toContain('KeyboardInterrupt')
    expect(isAlive(told['daemon'])).toBe(false)
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

const a = (word: string): string => (word.startsWith('a') ? 'an' : 'a')
