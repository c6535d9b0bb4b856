import { conforms } from './conforms.ts'

conforms('eager-reader', {
  'the reader got the first ones': true,
  'qsize counts what it has not got': 200,
  'another gets the rest, in order': true,
  'nothing is left': [0, true],
  'a killed reader has lost nothing that it had not got': true,
  'a reader that blocks keeps nobody waiting': true,
  'and loses nothing when it is killed': 200,
  'getNowait finds what was lent': 100,
})
