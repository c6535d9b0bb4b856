import { processStates } from '../shared/contract/process-states.ts'
import { aliases, fields, flags, type FieldKind } from '../shared/query/query.ts'

const indent = 17
const lineWidth = 100

/** @returns the words with commas between, in as many lines as they need */
function listed(words: readonly string[]): string {
  const lines = ['']
  for (const [at, word] of words.entries()) {
    const next = at === words.length - 1 ? word : `${word}, `
    if (indent + (lines.at(-1) ?? '').length + next.trimEnd().length > lineWidth) lines.push('')
    lines.push((lines.pop() ?? '') + next)
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(indent)}`)
}

const ofKind = (kind: FieldKind): string =>
  listed(Object.entries(fields).flatMap(([name, each]) => (each === kind ? [name] : [])))

/** The query language, for the help of `ps`. */
export const queryHelp = `A query is made of
  words          in the name or command line, whatever the case; a number is a pid. Of a command
                 line the first 4096 bytes are searched, here with what the page covers as a secret
  "some words"   the same with spaces or signs in it
  /pattern/      a regular expression for these; /pattern/i whatever the case; m and s as usual
  flags          ${listed(flags)}
  comparisons    of a field with a value, as in cpu > 5
and, or, not and parentheses join them; side by side they must all hold. Fields are
  text           ${ofKind('text')}
                 with =, != and ~ (contains); = and ~ take a /pattern/ too; name:sh is name ~ sh.
                 command:/usr/ is a path, command ~ /usr/ is a pattern; waiting is the kernel
                 function in which it waits, of the processes of others only for root
  state          ${listed(processStates)}
                 with = and !=; or their letters, where t is stopped and traced
  numbers        ${ofKind('number')}
                 with =, !=, >, >=, < and <=, port with = and != only; cpu is percent of one CPU,
                 under the pid of any ancestor
  sizes          ${ofKind('size')}
                 likewise, as in 200MiB; read and write are per second: 1MiB or 1MiB/s
  durations      ${ofKind('duration')}
                 likewise, as in 10s, 5m, 2h, 3d, 1w or 10 seconds; time is CPU time
  other names    ${listed(Object.entries(aliases).map(([alias, field]) => `${alias} = ${field}`))}

Examples:
  forkscope ps --query "mem > 200MiB and not kernel"
  forkscope ps --query "user = root (zombie or state = stopped)"
  forkscope ps --query "under = 4242 age < 1m"`

/** The stream of `ps --watch --json`. */
export const watchHelp = `With --watch --json the first line is a snapshot, and every later one a change:
  {"kind":"snapshot","processes":[...]}
  {"kind":"change","at":ms,"started":[...],"ended":[...],"changed":[...]}
What ended is {"pid","startKey","exitCode"?,"exitSignal"?}. With --query a row also starts when it begins to match,
and ends, with "alive":true, when it matches no more: whoever applies the lines holds just what the query means.`
