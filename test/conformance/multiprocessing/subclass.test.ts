import { conforms } from './conforms.ts'

conforms('subclass', {
  'subclass: state is carried': 'hello changed in the child',
  'subclass: the name is carried': 'the-worker',
  'subclass: this is the current process': [true, true],
  'subclass: the constructor is not run again': 0,
  'subclass: shared objects of its state work': [true, false],
  'subclass: methods work': 'method of the-worker',
  'subclass: the state of the parent stays': 'hello',
  'subclass: an error of run': 1,
  'subclass: run of the base calls the target, in the child': true,
  'subclass: run of the base calls the target, in this process': true,
  'run() can be called without a process': 'nothing',
  'nested: names': ['top', 'Process-N:1', 'Process-N:1:1', 'Process-N:1:1:1'],
  'nested: parents': ['MainProcess', 'top', 'Process-N:1', 'Process-N:1:1'],
  'nested: parents are the parents of the OS': true,
  'nested: one lock and one queue for all': 4,
  'handed from child to grandchild': ['from the grandchild', 'through the pipe', true],
})
