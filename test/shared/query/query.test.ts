import { describe, expect, it } from 'vitest'
import { formatQuery } from '../../../src/shared/query/format-query.ts'
import { matchQuery } from '../../../src/shared/query/match-query.ts'
import { placeOf, QueryError } from '../../../src/shared/query/mistakes.ts'
import { factsIn, isOfRowAlone, portsIn } from '../../../src/shared/query/needs.ts'
import { parseQuery } from '../../../src/shared/query/parse-query.ts'
import { context, node, row, thread, zombie } from './sample-queries.ts'

const found = (text: string): readonly number[] =>
  [node, zombie, thread].filter(matchQuery(parseQuery(text), context)).map(({ pid }) => pid)

describe('a query', () => {
  it.each<[string, readonly number[]]>([
    ['', [4242, 4250, 2]],
    ['node', [4242]],
    ['NODE server', [4242]],
    ['"server.js --port"', [4242]],
    ['/^k.*d$/', [2]],
    ['cpu > 5 and (user = root or state = running)', [4242]],
    ['user = root or state = zombie', [4250, 2]],
    ['user=root state=zombie', [4250]],
    ['state = Z', [4250]],
    ['mem > 200MB', [4242]],
    ['mem<=200mb', []],
    ['age < 10s', [4250]],
    ['age >= 1m', [4242]],
    ['port = 8080', [4242]],
    ['port != 8080', [4250, 2]],
    ['parent = 4242', [4250]],
    ['under = 4000', [4242, 4250]],
    ['name = "node"', [4242]],
    ['name != node', [4250, 2]],
    ['name ~ od', [4242]],
    ['name:od', [4242]],
    ['command ~ /--port \\d+/', [4242]],
    ['not kernel', [4242, 4250]],
    ['zombie or kernel', [4250, 2]],
    ['not (zombie or kernel)', [4242]],
    ['"kernel"', []],
    ['pid:4242', [4242]],
    ['4250', [4250]],
    ['threads > 6', [4242]],
    ['cpu < 5', []],
    ['http://nowhere', []],
    ['--port', [4242]],
    ['242', []],
    ['/usr/lib/x', []],
    ['/srv', []],
    ['/srv/www', []],
    // Only name and command line, and a pid by its number.
    ['root', []],
    ['/^4242$/', []],
    ['/NODE/', []],
    ['/NODE/i', [4242]],
    ['name ~ /^NODE$/i', [4242]],
    ['name = /^NODE$/', []],
    ['mem > 200 MB', [4242]],
    ['mem > "200 MB"', [4242]],
    ['mem>200 MB server', [4242]],
    ['cpu > 5 %', [4242]],
    // Inside a word they may be meant.
    ['报告（1）', []],
    ['xyz：1', []],
    ['age < 10 s or age:60 s', [4242, 4250]],
    ['threads > 6 node', [4242]],
    ['"a && b" or "|"', []],
    ['toString or constructor', []],
    ['name:"no" command:"server.js --port"', [4242]],
    ["name:'no'", [4242]],
    ['pid:"4242" or state:"Z"', [4242, 4250]],
    ['name:/n.de/ or name:/^K/i', [4242, 2]],
    ['command:/--port \\d+/', [4242]],
    // What it meant before: a path.
    ['command:/server.js/', []],
    ['command:/g++/ or executable:/c++/', []],
    ['command:/g++/include or command:/c++/12/bits', []],
    ['/g++/ or /g++/include or /c++/12 or (/g++/i)', []],
    ['/usr/include/c++/12 or /usr/lib/g++/include', []],
    ['command:/s+erver/', [4242]],
    ['/s+erver/ and /\\++/', []],
    ['not (node) and (name:/^sh$/)', [4250]],
    ['"and" or "OR NOT"', []],
    ['age < 10 sec', [4250]],
    ['age < 10 seconds or age < 10sec', [4250]],
    ['age < 1 w and age > 0.0001 hours', [4242, 4250]],
    ['mem > 200 bytes', [4242]],
    ['mem < 1 PB', [4242]],
    ['threads > 6 nodes', []],
    // Words that are no units are looked for, as are units where they are not behind a number.
    ['age < 100 node or mem > 5 server', [4242]],
    ['mem > 200 megabytes and age > 1000 msec', [4242]],
    ['node age < 100 and "parsecs"', []],
    ['parsecs or age < 5 and minuts', []],
    ['age < 5 parser', []],
    ['age < 100 "parsecs" or age < 100 minute', [4242, 4250]],
    ['/b/g or /NODE/i', [4242]],
  ])('%s', (text, pids) => {
    expect(found(text)).toEqual(pids)
  })

  it.each<[string, number, number, RegExp]>([
    ['cpu >', 5, 0, /value for cpu is missing/],
    ['cpu > much', 6, 4, /takes a number/],
    ['mem > 10X', 6, 3, /takes a size such as 200MiB/],
    ['age < soon', 6, 4, /takes a duration/],
    ['usr = root', 0, 3, /no field "usr"; did you mean user\?/],
    ['state = zombi', 8, 5, /did you mean zombie\?/],
    ['state > zombie', 8, 6, /only be equal/],
    ['name > a', 7, 1, /name is text/],
    ['pid ~ 4', 6, 1, /pid is a number/],
    ['port > 80', 7, 2, /port can only be equal/],
    ['(a or b', 0, 1, /never closed/],
    ['and x', 0, 3, /missing before "and"/],
    ['or', 0, 2, /missing before "or"/],
    ['a and and b', 6, 3, /missing before "and"/],
    ['a or OR b', 5, 2, /missing before "OR"/],
    ['not and', 4, 3, /missing before "and"/],
    ['(or x)', 1, 2, /missing before "or"/],
    ['()', 1, 1, /missing before "\)"/],
    ['name:(a or b)', 5, 1, /value for name is missing/],
    ['name:/a.*/zz', 10, 2, /no flags "zz"; .*g, u, v and y change nothing/],
    ['pid:/4/', 4, 3, /cannot be compared with a regular expression/],
    ['age > 10 months', 6, 9, /takes a duration such as 10s or 5m, not "10months"/],
    ['mem > 1 MB/s', 6, 6, /takes a size such as .*, not "1MB\/s"/],
    ['mem > 1 eb', 6, 4, /takes a size/],
    ['age < 5 parsecs', 6, 9, /takes a duration .*, not "5parsecs"; its units are ms, s, m, h, d and w\./],
    ['age < 5 fortnights or node', 6, 12, /takes a duration/],
    ['age < 5years', 6, 6, /its units are ms, s, m, h, d and w\./],
    ['age:5 minuts node', 4, 8, /takes a duration/],
    ['mem > 5 gigabites', 6, 11, /takes a size .*; its units are B, KiB, MiB, GiB, TiB and PiB\./],
    ['a or b)', 6, 1, /closes nothing/],
    ['a and', 5, 0, /Something to look for is missing/],
    ['= 5', 0, 1, /field is missing before =/],
    ['"abc', 0, 4, /quotation has no end/],
    ['/(/', 0, 3, /no regular expression/],
    ['pid = /4/', 6, 3, /cannot be compared with a regular expression/],
    ['constructor = 5', 0, 11, /no field "constructor"/],
    ['__proto__ = 5', 0, 9, /no field "__proto__"/],
    ['state = constructor', 8, 11, /no state "constructor"/],
    ['mem > 200 s', 6, 5, /takes a size such as 200MiB, not "200s"/],
    ['pid = 5 %', 6, 3, /takes a number/],
    ['threads > 5%', 10, 2, /takes a number/],
    ['node && cpu > 5', 5, 2, /"&&" means nothing here; did you mean and\?/],
    ['node||cpu', 4, 2, /did you mean or\?/],
    ['!kernel', 0, 1, /did you mean not\?/],
    ['cpu => 5', 4, 2, /"=>" means nothing here; did you mean >=\?/],
    ['cpu =<5', 4, 2, /did you mean <=\?/],
    ['name <> node', 5, 2, /did you mean !=\?/],
    ['name === node', 5, 3, /did you mean =\?/],
    // Taken for words, they would find nothing and not say why.
    ['cpu＞5', 3, 1, /"＞" means nothing here; did you mean >\?/],
    ['cpu 》 5', 4, 1, /did you mean >\?/],
    ['mem≥200MB', 3, 1, /did you mean >=\?/],
    ['name ＝ node', 5, 1, /did you mean =\?/],
    ['名 or name：node', 9, 1, /did you mean :\?/],
    ['（zombie or kernel）', 0, 1, /did you mean \(\?/],
    ['name = “node”', 7, 1, /did you mean "\?/],
    ['/a.*/zz', 5, 2, /no flags "zz"; there are i, m and s/],
    ['/a+/zz', 4, 2, /no flags "zz"/],
    ['/^g++/', 0, 6, /no regular expression: .*Nothing to repeat/],
    ['/g++ -c/', 0, 8, /no regular expression: .*Nothing to repeat/],
    ['name:/g++/', 5, 5, /no regular expression: .*Nothing to repeat/],
    ['command ~ /g++/', 10, 5, /no regular expression: .*Nothing to repeat/],
    ['/a/ii', 0, 5, /no regular expression: .*flags/],
    ['/a(?=b)/', 0, 8, /could take for ever.*\(\?=/],
    ['/(?<x>a)\\k<x>/', 0, 14, /could take for ever.*\\k/],
    ['/a{2000}/', 0, 9, /at most 1000 repetitions/],
    ['/a{999}/', 0, 8, /too large/],
    ['port = 99999', 7, 5, /whole number from 1 to 65535, not "99999"/],
    ['port = 80.5', 7, 4, /whole number from 1 to 65535/],
    ['not port != -1', 12, 2, /whole number from 1 to 65535/],
    ['pid = -1', 6, 2, /whole number from 0 to/],
    ['nice = 20', 7, 2, /whole number from -20 to 19/],
  ])('%s is a mistake at character %i', (text, at, length, message) => {
    try {
      parseQuery(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(QueryError)
      expect(error).toMatchObject({ at, length })
      expect(String(error)).toMatch(message)
    }
  })

  it.each<[string, readonly number[]]>([
    ['state = t', [6, 7]],
    ['state:T', [6, 7]],
    ['state != t', [2]],
    ['state = stopped', [6]],
    ['read > 1 MB/s', [6]],
    ['read > 1MB/s and read < 3 /s', []],
  ])('%s, of one stopped and one traced', (text, pids) => {
    const stopped = row({ pid: 6, name: 'vi', state: 'stopped', readBytesPerSecond: 2 * 1024 ** 2 })
    const traced = row({ pid: 7, name: 'vim', state: 'traced' })
    const matches = matchQuery(parseQuery(text), context)
    expect([stopped, traced, thread].filter(matches).map(({ pid }) => pid)).toEqual(pids)
    expect(formatQuery(parseQuery(formatQuery(parseQuery(text))))).toBe(formatQuery(parseQuery(text)))
  })

  it.each([
    '/g++/',
    '/g++/include',
    '/usr/include/c++/12',
    '/usr/bin/g++',
    'command:/g++/',
    'command:/g++/include',
    'executable:/c++/12',
    'not (not /g++/)',
  ])('%s finds the path that it is', (text) => {
    const command = ['cc1plus', '-I/usr/include/c++/12', '-I/opt/g++/include', '/usr/bin/g++']
    const compiler = row({ pid: 9, command, executable: '/usr/lib/c++/12/cc1plus' })
    expect([compiler, node].filter(matchQuery(parseQuery(text), context))).toEqual([compiler])
    expect(parseQuery(formatQuery(parseQuery(text)))).toEqual(parseQuery(text))
  })

  it('can be written again where it is as deep as may be', () => {
    for (const text of [`${'not '.repeat(99)}(a b or c)`, `${'('.repeat(99)}a b or not c${')'.repeat(99)}`]) {
      const query = parseQuery(text)
      expect(parseQuery(formatQuery(query))).toEqual(query)
    }
  })

  it('is told where it nests too deep, before the stack ends', () => {
    const levels = 9000
    for (const [opens, closes] of [
      ['(', ')'],
      ['not ', ''],
      ['(not ', ')'],
    ] as const) {
      const text = `${opens.repeat(levels)}node${closes.repeat(levels)}`
      expect(() => parseQuery(text)).toThrow('This nests deeper than 100 levels.')
    }
    expect(found(`${'('.repeat(100)}node${')'.repeat(100)}`)).toEqual([4242])
    expect(found(`${'(zz) or '.repeat(5000)}node`)).toEqual([4242])
    expect(() => parseQuery(`/${'('.repeat(20_000)}/`)).toThrow(QueryError)
    expect(() => parseQuery(`/${'('.repeat(3000)}a${')'.repeat(3000)}/`)).toThrow(QueryError)
  })

  it('matches a pattern that would backtrack for years', () => {
    const long = row({ name: 'aaaa', command: ['a'.repeat(4096)] })
    expect(matchQuery(parseQuery('/(.*a){25}zq$/'), context)(long)).toBe(false)
    expect(matchQuery(parseQuery('command ~ /^(a+)+$/'), context)(long)).toBe(true)
  })

  it('counts its place in characters, not in halves of them', () => {
    const text = '😀 foo = 3'
    try {
      parseQuery(text)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      expect([error.at, placeOf(error, text)]).toEqual([3, 3])
    }
  })

  it('says which facts rows must hold for it', () => {
    expect(factsIn(parseQuery('read > 1MB or not (fds > 5 and write > 0) or unit ~ ssh or cpu > 1'))).toEqual([
      'io',
      'descriptors',
      'cgroup',
    ])
    expect(factsIn(parseQuery('node cpu > 1'))).toEqual([])
  })

  it('says whether a row alone decides', () => {
    expect(['cpu > 5 or kernel', 'not node'].map((text) => isOfRowAlone(parseQuery(text)))).toEqual([true, true])
    const others = ['not age < 5s', 'a (under = 4)', 'x or port = 80']
    expect(others.map((text) => isOfRowAlone(parseQuery(text)))).toEqual([false, false, false])
  })

  it('says of which ports it must know', () => {
    expect(portsIn(parseQuery('a and not (port = 80 or port != 81)'))).toEqual([80, 81])
    expect(portsIn(parseQuery('port'))).toEqual([])
  })
})
