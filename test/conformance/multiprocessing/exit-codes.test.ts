import { describe, expect, it } from 'vitest'
import { conforms } from './conforms.ts'

const ended = conforms('exit-codes', {
  returned: 0,
  threw: 1,
  'threw a text': 1,
  'unhandled rejection': 1,
  'process.exit()': 0,
  'process.exit(0)': 0,
  'process.exit(3)': 3,
  'process.exit(259)': 3,
  'process.exit(-1)': 255,
  'process.exit(null)': 0,
  'process.exit(true)': 1,
  'process.exit(text)': 1,
  'process.exitCode': 9,
  'nothing runs after process.exit': 4,
  'process.exit(8) in an exit handler': 8,
  'process.exit(2), process.exit(8) in an exit handler': 8,
  'process.exit(2), process.exit() in an exit handler': 2,
  'threw in an exit handler': 1,
  'process.exit in a callback': 8,
  'its own handler of SIGINT heard': 'SIGINT',
  'went on after its own SIGINT handler': 0,
  'process.exit(9) in a handler of SIGINT': 9,
  'its own handler of uncaughtException heard': 'uncaughtException',
  'went on after its own uncaughtException handler': 0,
  'process.exit(9) in a handler of uncaughtException': 9,
  'its own handler of unhandledRejection heard': 'unhandledRejection',
  'went on after its own unhandledRejection handler': 0,
  'process.exit(9) in a handler of unhandledRejection': 9,
  'interrupted while it blocked, then return': 1,
  'interrupted while it blocked, then exit': 1,
  'interrupted while it blocked, then throw': 1,
  aborted: -6,
  terminate: -15,
  kill: -9,
  'an exit handler ran: interrupted': true,
  interrupt: 1,
})

describe('what an ended process leaves on stderr', () => {
  it('heads the traceback of an error with the name of the process', () => {
    expect(ended().stderr).toMatch(/^Process thrower:\n(.*\n)*?TypeError: spilled\n +at throwsLater \(/m)
    expect(ended().stderr).toMatch(/^Process rejecter:\n(.*\n)*?RangeError: unseen$/m)
    expect(ended().stderr).toMatch(/^Process texter:\n.*only a text/m)
  })

  it('says KeyboardInterrupt after an interrupt', () => {
    for (const name of ['interrupted', 'blocked return', 'blocked exit', 'blocked throw']) {
      expect(ended().stderr).toMatch(new RegExp(`^Process ${name}:\\n(.*\\n)*?KeyboardInterrupt$`, 'm'))
    }
  })

  it('prints what process.exit was given when that is no number', () => {
    expect(ended().stderr).toMatch(/^my last words$/m)
  })

  it('says nothing of exits and signals', () => {
    const heads = ended().stderr.match(/^Process .*:$/gm)
    const blocked = ['return', 'exit', 'throw', 'throw'].map((ending) => `Process blocked ${ending}:`)
    const failed = ['thrower', 'texter', 'rejecter'].map((name) => `Process ${name}:`)
    expect(heads).toEqual([...failed, ...blocked, 'Process interrupted:'])
  })
})
