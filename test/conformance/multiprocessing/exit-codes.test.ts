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
    expect(ended().stderr).toMatch(/^Process interrupted:\n(.*\n)*?KeyboardInterrupt$/m)
  })

  it('prints what process.exit was given when that is no number', () => {
    expect(ended().stderr).toMatch(/^my last words$/m)
  })

  it('says nothing of exits and signals', () => {
    const heads = ended().stderr.match(/^Process .*:$/gm)
    expect(heads).toEqual(['Process thrower:', 'Process texter:', 'Process rejecter:', 'Process interrupted:'])
  })
})
