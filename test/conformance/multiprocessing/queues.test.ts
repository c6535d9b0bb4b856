import { expect, it } from 'vitest'
import { conforms } from './conforms.ts'

const ended = conforms('queues', {
  'Queue: new': [0, true, false],
  'Queue: qsize and full count buffered items': [2, true],
  'Queue: putNowait when full': 'Full',
  'Queue: put block=false when full': 'Full',
  'Queue: put timeout 0 when full': 'Full',
  'Queue: put negative timeout when full': 'Full',
  'Queue: put timeout passes': 'Full',
  'Queue: get': 'a',
  'Queue: a get frees a slot': 2,
  'Queue: in order': ['b', 'c'],
  'Queue: get block=false when empty': 'Empty',
  'Queue: getNowait when empty': 'Empty',
  'Queue: get timeout 0 when empty': 'Empty',
  'Queue: get negative timeout when empty': 'Empty',
  'Queue: get timeout passes': 'Empty',
  'Queue: timeout NaN': 'TypeError',
  'Queue: negative maxsize is unlimited': [5, false],
  'Queue: undefined and null are items': ['undefined', 'null'],
  'Queue: the item is serialised later': 2,
  'Queue: empty looks at the pipe': false,
  'Queue: an unserialisable item is dropped, the size corrected': 0,
  'Queue: the next item arrives': 'after',
  'Queue: nothing else does': [0, 'Empty'],
  'Queue: in order per producer': [true, true],
  'Queue: what was put arrives while its process computes': [[1, 2, 3], 0],
  'Queue: joinThread before close': 'AssertionError: Queue … not closed',
  'Queue: put after close': 'ValueError: Queue … is closed',
  'Queue: get after close': 'ValueError: Queue … is closed',
  'Queue: close again': 'nothing',
  'Queue: joinThread after close': 'nothing',
  'Queue: what fits into 64 KiB lets the child end': 0,
  'Queue: 1 MB and a join before the get is a deadlock': true,
  'Queue: put itself came back': true,
  'Queue: the item is whole': 1000000,
  'Queue: consumed, the child ends': 0,
  'Queue: two items over 64 KiB keep it too': true,
  'Queue: until one was read': 0,
  'Queue: cancelJoinThread lets it end': 0,
  'Queue: one killed in get keeps the reading lock': ['Empty', 'Empty', false, 1],
  'Queue: one killed while it waits for that lock is forgotten': 'mine',
  'Queue: one that ends well in the middle of a get gives it back': 'mine',
  'JoinableQueue: join of nothing': 'undefined',
  'JoinableQueue: is a Queue': true,
  'JoinableQueue: join': 'undefined',
  'JoinableQueue: one taskDone too many': 'ValueError: task_done() called too many times',
  'JoinableQueue: a get is not done yet': 'waits',
  'JoinableQueue: done': 'joined',
  'SimpleQueue: new': true,
  'SimpleQueue: filled': false,
  'SimpleQueue: get': { a: 1 },
  'SimpleQueue: put blocks': 'waits',
  'SimpleQueue: until it is read': [200000, 'put'],
  'SimpleQueue: a shared object':
    'RuntimeError: Lock objects should only be shared between processes through inheritance',
  'SimpleQueue: get after close': 'OSError: handle is closed',
  'sharing: Queue': 'RuntimeError: Queue objects should only be shared between processes through inheritance',
  'sharing: JoinableQueue':
    'RuntimeError: JoinableQueue objects should only be shared between processes through inheritance',
  'sharing: Event': 'RuntimeError: Event objects should only be shared between processes through inheritance',
  'sharing: SimpleQueue':
    'RuntimeError: SimpleQueue objects should only be shared between processes through inheritance',
  'sharing: as an argument': ['handed', 'function'],
})

it('reports what the feeder could not serialise on stderr, with its traceback', () => {
  expect(ended().stderr).toMatch(/^TypeError: Can't send item to another process: it is the function .*\n +at /m)
  expect(ended().stderr).toContain(
    'RuntimeError: Lock objects should only be shared between processes through inheritance\n    at ',
  )
})
