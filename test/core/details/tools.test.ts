import { describe, expect, it } from 'vitest'
import { openFiles, openSockets, parseLsofEntries } from '../../../src/core/details/platform/darwin/parse-lsof.ts'
import { parseThreads } from '../../../src/core/details/platform/darwin/parse-threads.ts'
import { parseNetstatSockets } from '../../../src/core/details/platform/win32/details.ts'

const lsof = `p501
fcwd
a
tDIR
n/Users/ann
f0
au
tCHR
n/dev/ttys000
f5
aw
tREG
n/tmp/a file
f21
au
tIPv6
PTCP
n*:8080
TST=LISTEN
f22
au
tIPv4
PTCP
n127.0.0.1:8080->127.0.0.1:51000
TST=ESTABLISHED
TQR=0
f23
au
tunix
n->0x1234
`

describe('lsof', () => {
  it('tells places and open files', () => {
    const entries = parseLsofEntries(lsof)
    expect(entries[0]).toEqual({ descriptor: 'cwd', type: 'DIR', name: '/Users/ann' })
    expect(openFiles(entries).slice(0, 2)).toEqual([
      { descriptor: 0, kind: 'device', target: '/dev/ttys000', access: 'both' },
      { descriptor: 5, kind: 'file', target: '/tmp/a file', access: 'write' },
    ])
    expect(openFiles(entries)).toHaveLength(5)
  })

  it('tells sockets', () => {
    expect(openSockets(parseLsofEntries(lsof))).toEqual([
      { descriptor: 21, protocol: 'tcp6', local: '*:8080', state: 'LISTEN', port: 8080 },
      {
        descriptor: 22,
        protocol: 'tcp',
        local: '127.0.0.1:8080',
        remote: '127.0.0.1:51000',
        state: 'ESTABLISHED',
      },
      { descriptor: 23, protocol: 'unix', remote: '0x1234' },
    ])
  })

  it('tells nothing of nothing', () => {
    expect(parseLsofEntries('')).toEqual([])
  })
})

describe('ps -M', () => {
  it('tells threads; the first line has user and command too', () => {
    const text = `USER   PID   TT   %CPU STAT PRI     STIME     UTIME COMMAND
ann   1234 s000    0.0 S    31T   0:00.50   0:01.50 node server.js
      1234         1.0 R    31T   0:00.00   1:00.25
`
    expect(parseThreads(text)).toEqual([
      { state: 'sleeping', cpuTimeMs: 2000 },
      { state: 'running', cpuTimeMs: 60_250 },
    ])
  })
})

describe('netstat', () => {
  it('tells the sockets of one process', () => {
    const text = `
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       984
  TCP    127.0.0.1:5000         127.0.0.1:50000        ESTABLISHED     984
  TCP    [::]:445               [::]:0                 ABHÖREN         4
  UDP    [::1]:1900             *:*                                    984
`
    expect(parseNetstatSockets(text, 984)).toEqual([
      { protocol: 'tcp', local: '0.0.0.0:135', state: 'LISTEN', port: 135 },
      { protocol: 'tcp', local: '127.0.0.1:5000', remote: '127.0.0.1:50000', state: 'ESTABLISHED' },
      { protocol: 'udp6', local: '[::1]:1900' },
    ])
    expect(parseNetstatSockets(text, 4)).toEqual([{ protocol: 'tcp6', local: '[::]:445', state: 'LISTEN', port: 445 }])
  })
})
