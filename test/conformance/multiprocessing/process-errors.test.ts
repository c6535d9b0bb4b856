import { conforms } from './conforms.ts'

const closed = 'ValueError: process object is closed'
const notStarted = 'ValueError: process not started'
const daemonic = 'AssertionError: daemonic processes are not allowed to have children'
const twice = 'AssertionError: cannot start a process twice'

conforms('process-errors', {
  'group given': 'AssertionError: group argument must be None for now',
  'join unstarted': 'AssertionError: can only join a started process',
  'sentinel unstarted': notStarted,
  'terminate unstarted': notStarted,
  'kill unstarted': notStarted,
  'interrupt unstarted': notStarted,
  'name set to a number': 'AssertionError: name must be a string',
  'name of the constructor unchecked': 'nothing',
  'pid unstarted': 'undefined',
  'exitCode unstarted': 'undefined',
  'isAlive unstarted': false,
  'close unstarted': 'nothing',

  'exitCode while running': 'undefined',
  'isAlive while running': true,
  'start twice': twice,
  'daemon set after start': 'AssertionError: process has already started',
  'close running':
    'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
  'name set after start': 'nothing',
  'join with a timeout resolves undefined': 'undefined',
  'join(0) polls': 'undefined',
  'join(-1) polls': 'undefined',
  'join resolves undefined': 'undefined',
  'join again': 'undefined',
  'isAlive after the end': false,
  'exitCode after the end': 0,
  'terminate after the end': 'nothing',
  'kill after the end': 'nothing',
  'exitCode stays': 0,
  'start twice, after the end': twice,

  close: 'nothing',
  'close again': 'nothing',
  'start after close': closed,
  'join after close': closed,
  'isAlive after close': closed,
  'terminate after close': closed,
  'kill after close': closed,
  'interrupt after close': closed,
  'pid after close': closed,
  'exitCode after close': closed,
  'sentinel after close': closed,

  'start from another process': 'AssertionError: can only start a process object created by current process',
  'join from another process': 'AssertionError: can only join a child process',
  'the current process is alive': true,
  'isAlive from another process': 'AssertionError: can only test a child process',
  'daemon is inherited': true,
  'start inside a daemonic process': daemonic,
  'start inside a daemonic process, not a daemon': daemonic,
  'they ended well': [0, 0, 0],
})
