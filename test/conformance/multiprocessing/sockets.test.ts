import { conforms } from './conforms.ts'

conforms('sockets', {
  'Socket: the child answers': 'HELLO',
  'Socket: the child ends in good order': 0,
  'Socket: closed': 'OSError: args[0] is a connection that is not open.',
  'Socket: each argument is its own connection': ['FIRST', 'to the other'],
  'Socket: the parent has its own copy': 'still mine',
  'Socket: not in a message': 'TypeError',
})
