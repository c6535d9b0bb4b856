import { expect, it } from 'vitest'
import { conforms } from './conforms.ts'
import { runProgram } from './run-program.ts'

const ended = conforms('bad-input', {
  'a closure': true,
  'an arrow without a name': true,
  'a function that is not exported': true,
  'an arrow that is not exported': true,
  'a subclass that is not exported': true,
  'a target that is no function': 'TypeError',
  'it is start() that refuses it': true,
  'a target of null is none': 'nothing',
  'args that are no array': 'TypeError',
  'kwargs that are no object': 'TypeError',
  'what only the parent has fails in the child': 1,
  'a function among the arguments': true,
  'a symbol': true,
  'an instance of a class': true,
  'in a map': true,
  'in a set': true,
  'in kwargs': true,
  'a promise': true,
  'in the cause of an error': true,
  'a proxy': true,
  'bytes that were given away': true,
  'a view of shared memory': true,
  'an item with a proxy in it': true,
  'what is derived': ['Atlas', 'Row', 'Problem', 'Pixels', 'Day', 'Pattern', 'AggregateError'],
  'a DOMException': true,
  'a property of an error': true,
  'a property of a map': true,
  'a symbol as a key': true,
  'what a copy keeps': true,
  'nested too deep': true,
  'nested as deep as can be': true,
  'a closed connection': 'OSError: handle is closed',
  'a refused start leaves it unstarted': [true, false, true],
  'Barrier of NaN': 'TypeError',
  'Barrier with a timeout of NaN': 'TypeError',
  'Barrier with an action that is no function': 'TypeError',
  'Semaphore of NaN': 'TypeError',
  'Semaphore of text': 'TypeError',
  'Queue of text': 'TypeError',
  'Event wait NaN': 'TypeError',
  'Condition of no lock': 'TypeError',
  'Condition wait NaN': 'TypeError',
  'poll NaN': 'TypeError',
  'wait NaN': 'TypeError',
  'wait of something else': 'TypeError',
  'sendBytes of text': 'TypeError',
  'join NaN': 'TypeError',
  'sleep NaN': 'TypeError',
  'sleep negative': 'ValueError',
  'sleepSync negative': 'ValueError',
  'sleepSync really blocks': [true, false],
  'sleep does not': true,
  'sleep longer than a timer can be set': 'the shortest',
  'sleepSync for ever': 'undefined',
  'what the broker refuses has no cause that says nothing': false,
  'main without import.meta': 'TypeError',
})

it('a program without the guard cannot start processes in its children: they end with an error, and there are no more', async () => {
  const { told, code, stderr } = await runProgram('no-guard')
  expect({ code, told }).toEqual({ code: 0, told: { 'exit code of the child': 1 } })
  expect(stderr).toMatch(/^Process Process-1:\nRuntimeError: .*main\(import\.meta/m)
})

it('says in the child what only the parent had', () => {
  expect(ended().stderr).toMatch(/^Process latecomer:\n.*Can't get attribute 'late'/m)
})
