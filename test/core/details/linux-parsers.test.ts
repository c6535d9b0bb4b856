import { describe, expect, it } from 'vitest'
import { describeFile } from '../../../src/core/details/platform/linux/descriptors.ts'
import { parseEnvironment } from '../../../src/core/details/platform/linux/environment.ts'
import {
  parseCgroups,
  parseIo,
  parseLimits,
  parseMemory,
  parseSignalSets,
} from '../../../src/core/details/platform/linux/parse-status.ts'
import { addressOf, socketTables } from '../../../src/core/details/platform/linux/socket-tables.ts'

describe('addresses of /proc/net', () => {
  it('are words in the byte order of the machine', () => {
    expect(addressOf('0100007F:1F90', 'LE')).toEqual({ text: '127.0.0.1:8080', port: 8080 })
    expect(addressOf('7F000001:1F90', 'BE')).toEqual({ text: '127.0.0.1:8080', port: 8080 })
    expect(addressOf('00000000:0000', 'LE')).toEqual({ text: '0.0.0.0:*', port: 0 })
  })

  it('are shortened when they are of version 6', () => {
    expect(addressOf('00000000000000000000000001000000:0016', 'LE')?.text).toBe('[::1]:22')
    expect(addressOf('B80D01200000000000000000EF000000:01BB', 'LE')?.text).toBe('[2001:db8::ef]:443')
    expect(addressOf('0000000000000000FFFF00000100007F:0050', 'LE')?.text).toBe('[::ffff:127.0.0.1]:80')
  })

  it('are nothing else', () => {
    for (const text of [undefined, '', 'local_address', '0100007F', '0100007:1F90', '0100007F:1F9']) {
      expect(addressOf(text, 'LE')).toBeUndefined()
    }
  })
})

describe('lines of /proc/net', () => {
  it('tell listeners and connections', () => {
    const heading = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
    expect(socketTables['tcp']?.(heading)).toBeUndefined()
    const listener =
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 4242 1 0000 100 0'
    expect(socketTables['tcp']?.(listener)).toMatchObject({
      inode: '4242',
      state: 'LISTEN',
      port: 8080,
      protocol: 'tcp',
    })
    expect(socketTables['tcp']?.(listener)).not.toHaveProperty('remote')
    const connected = listener.replace('00000000:0000 0A', '0100007F:D431 01')
    expect(socketTables['tcp']?.(connected)).toMatchObject({ state: 'ESTABLISHED' })
    expect(socketTables['tcp']?.(connected)).not.toHaveProperty('port')
    // Code 07 means closed for TCP, and nothing for UDP.
    expect(socketTables['udp']?.(listener.replace(' 0A ', ' 07 '))).not.toHaveProperty('state')
  })

  it('tell Unix sockets, whose paths may hold spaces', () => {
    const unix = socketTables['unix']
    expect(unix?.('Num       RefCount Protocol Flags    Type St Inode Path')).toBeUndefined()
    expect(unix?.('000000001: 00000002 00000000 00010000 0001 01 77 /run/a b.sock')).toEqual({
      inode: '77',
      protocol: 'unix',
      local: '/run/a b.sock',
      state: 'LISTEN',
    })
    expect(unix?.('000000001: 00000003 00000000 00000000 0001 03 78')).toEqual({
      inode: '78',
      protocol: 'unix',
      state: 'CONNECTED',
    })
  })
})

describe('descriptors', () => {
  it('tell what they lead to and how they were opened', () => {
    expect(describeFile(3, '/var/log/a (deleted)', 0o120_300)).toEqual({
      descriptor: 3,
      kind: 'file',
      target: '/var/log/a',
      access: 'write',
      deleted: true,
    })
    expect(describeFile(0, '/dev/null', 0o120_500)).toMatchObject({ kind: 'device', access: 'read' })
    expect(describeFile(4, 'pipe:[77]', 0o120_700)).toMatchObject({ kind: 'pipe', access: 'both' })
    expect(describeFile(5, 'anon_inode:[eventpoll]', 0)).toEqual({
      descriptor: 5,
      kind: 'other',
      target: 'anon_inode:[eventpoll]',
    })
    expect(describeFile(6, '/dev/shm/x', 0o120_700).kind).toBe('file')
  })
})

describe('environments', () => {
  it('are sorted, may hold anything, and may be none', () => {
    expect(parseEnvironment(Buffer.from('B=2\0A=x=y\nz\0EMPTY=\0noise\0'))).toEqual([
      { name: 'A', value: 'x=y\nz' },
      { name: 'B', value: '2' },
      { name: 'EMPTY', value: '' },
      { name: 'noise', value: '' },
    ])
    expect(parseEnvironment(Buffer.alloc(0))).toBeUndefined()
    expect(parseEnvironment(Buffer.alloc(9))).toBeUndefined()
  })

  it('have long values cut, and say so', () => {
    const [long] = parseEnvironment(Buffer.from(`L=${'x'.repeat(5000)}\0`)) ?? []
    expect(long).toMatchObject({ name: 'L', cut: true })
    expect(long?.value).toHaveLength(4096)
  })
})

const status = `Name:	sh
VmPeak:	    2800 kB
VmSize:	    2700 kB
VmHWM:	    1500 kB
VmRSS:	    1400 kB
RssAnon:	     100 kB
RssFile:	    1300 kB
RssShmem:	       0 kB
VmStk:	     132 kB
VmSwap:	      64 kB
SigPnd:	0000000000000001
ShdPnd:	0000000000004001
SigBlk:	0000000000000002
SigIgn:	0000000000001000
SigCgt:	0000000000010000
`

describe('status', () => {
  it('tells the signal sets, pending ones of thread and process together', () => {
    expect(parseSignalSets(status)).toEqual({
      pending: ['SIGHUP', 'SIGTERM'],
      blocked: ['SIGINT'],
      ignored: ['SIGPIPE'],
      caught: ['SIGCHLD'],
    })
    expect(parseSignalSets('')).toBeUndefined()
  })

  it('tells memory, more with smaps_rollup, and none of a zombie', () => {
    const alone = parseMemory(status, undefined)
    expect(alone).toMatchObject({ resident: 1_433_600, swapped: 65_536, stack: 135_168, sharedMemory: 0 })
    expect(alone).not.toHaveProperty('proportional')
    const rollup =
      'Rss: 1404 kB\nPss: 200 kB\nShared_Clean: 1200 kB\nShared_Dirty: 4 kB\nPrivate_Clean: 40 kB\nPrivate_Dirty: 160 kB\nSwap: 68 kB\n'
    expect(parseMemory(status, rollup)).toMatchObject({
      resident: 1_437_696,
      proportional: 204_800,
      private: 204_800,
      shared: 1_232_896,
      swapped: 69_632,
    })
    expect(parseMemory('Name:\tsh\nState:\tZ (zombie)\n', undefined)).toBeUndefined()
  })
})

describe('limits, groups and storage', () => {
  it('tells limits with their units', () => {
    const text = `Limit                     Soft Limit           Hard Limit           Units
Max cpu time              unlimited            unlimited            seconds
Max open files            1024                 524288               files
Max nice priority         0                    0
`
    expect(parseLimits(text)).toEqual([
      { name: 'Max cpu time', unit: 'seconds' },
      { name: 'Max open files', soft: 1024, hard: 524_288, unit: 'files' },
      { name: 'Max nice priority', soft: 0, hard: 0 },
    ])
  })

  it('tells control groups of both versions', () => {
    expect(parseCgroups('4:cpu,cpuacct:/a:b\n1:name=systemd:/\n0::/user.slice\n')).toEqual([
      { controllers: ['cpu', 'cpuacct'], path: '/a:b' },
      { controllers: ['name=systemd'], path: '/' },
      { controllers: [], path: '/user.slice' },
    ])
  })

  it('tells what went to storage', () => {
    expect(parseIo('rchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\n')).toEqual({ readBytes: 4096, writtenBytes: 8192 })
    expect(parseIo('')).toBeUndefined()
  })
})
