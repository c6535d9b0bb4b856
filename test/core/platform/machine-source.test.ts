import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseNetstatInterfaces } from '../../../src/core/platform/darwin/machine.ts'
import { linuxMachine } from '../../../src/core/platform/linux/machine.ts'
import { parseMeminfo, parsePressure, parseStat } from '../../../src/core/platform/linux/parse-machine.ts'
import { portableReading } from '../../../src/core/platform/portable-machine.ts'
import { parseNetstatTotals } from '../../../src/core/platform/win32/machine.ts'

const root = fileURLToPath(new URL('../../fixtures/machine', import.meta.url))
const captured = (name: string): string => readFileSync(`${root}/${name}`, 'utf8')
const KiB = 1024

describe('a captured Linux', () => {
  const reading = linuxMachine(root).read()
  if (reading instanceof Promise) throw new Error('procfs is read at once.')

  it('tells CPU times of all and of each, waits and theft apart', () => {
    const [, user, nice, system, idle, iowait, irq, softirq, steal] =
      /^cpu0 (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)/m.exec(captured('proc/stat'))?.map(Number) ?? []
    expect(reading.cpus).toHaveLength(2)
    expect(reading.cpus[0]).toEqual({
      user: (user ?? 0) + (nice ?? 0),
      system: (system ?? 0) + (irq ?? 0) + (softirq ?? 0),
      idle,
      iowait,
      steal,
      number: 0,
    })
    // The kernel rounds each of them to ticks by itself: user and nice of two CPUs, and their totals.
    const together = (reading.cpus[0]?.user ?? 0) + (reading.cpus[1]?.user ?? 0)
    expect(Math.abs(reading.cpu.user - together)).toBeLessThanOrEqual(6)
    expect(reading.forks).toBe(Number(/^processes (\d+)/m.exec(captured('proc/stat'))?.[1]))
  })

  it('tells memory and swap in bytes; what is cached can be given back', () => {
    const kib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(captured('proc/meminfo'))?.[1])
    expect(reading.memory).toEqual({
      totalBytes: kib('MemTotal') * KiB,
      usedBytes: (kib('MemTotal') - kib('MemAvailable')) * KiB,
      freeBytes: kib('MemFree') * KiB,
      availableBytes: kib('MemAvailable') * KiB,
      cachedBytes: (kib('Cached') + kib('SReclaimable') - kib('Shmem')) * KiB,
      buffersBytes: kib('Buffers') * KiB,
    })
    expect(reading.swap).toEqual({ totalBytes: 2_097_148 * KiB, usedBytes: (2_097_148 - 1_572_860) * KiB })
  })

  it('counts whole disks only: no partition, no loop device, nothing made of other disks', () => {
    expect(reading.disks?.map(({ name }) => name)).toEqual(['vda', 'sda', 'nvme0n1'])
    expect(reading.disks?.[1]).toEqual({ name: 'sda', readBytes: 9_120_454 * 512, writtenBytes: 20_480_000 * 512 })
    // A kernel before 4.18 prints fewer columns.
    expect(reading.disks?.[2]).toEqual({ name: 'nvme0n1', readBytes: 800_000 * 512, writtenBytes: 400_000 * 512 })
  })

  it('knows loopback, hardware and made interfaces apart, whatever stands around their names', () => {
    expect(reading.networks?.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'lo loopback',
      'ifb0 virtual',
      'ifb1 virtual',
      'eth0 hardware',
      'wlan0 hardware',
      'docker0 virtual',
      'eth0:1 virtual',
    ])
    expect(reading.networks?.at(4)).toMatchObject({ receivedBytes: 7_001_234_567, sentBytes: 800_123_456 })
    expect(reading.networks?.at(-1)).toMatchObject({ receivedBytes: 111, sentBytes: 222 })
  })

  it('tells pressure, for the CPU without the kernel’s meaningless "full"', () => {
    expect(Object.keys(reading.pressure ?? {})).toEqual(['cpu', 'memory', 'io'])
    expect(reading.pressure?.cpu).toEqual({ some: parsePressure(captured('proc/pressure/cpu'))?.some })
    expect(reading.pressure?.memory?.full).toEqual(parsePressure(captured('proc/pressure/memory'))?.full)
  })

  it('names the system', () => {
    expect(linuxMachine(root).facts().system).toBe('Debian GNU/Linux 12 (bookworm)')
  })
})

describe('a Linux that tells less', () => {
  it('leaves out what it cannot read, and takes Node’s word for the rest', () => {
    const reading = linuxMachine(`${root}/absent`).read()
    if (reading instanceof Promise) throw new Error('procfs is read at once.')
    expect(Object.keys(reading).filter((key) => key !== 'loadAverage')).toEqual([
      'monotonicMs',
      'cpu',
      'cpus',
      'memory',
    ])
    expect(reading.memory.totalBytes).toBeGreaterThan(reading.memory.usedBytes)
  })

  it.each([
    ['nothing', ''],
    ['no CPU', 'btime 5\n'],
  ])('takes %s for no CPU times', (_, text) => expect(parseStat(text)).toBeUndefined())

  it('keeps the numbers of CPUs when others are switched off', () => {
    const stat = 'cpu  4 0 0 4\ncpu0 1 0 0 1\ncpu2 1 0 0 1\ncpu11 2 0 0 2\nintr 5\n'
    expect(parseStat(stat)?.cpus.map(({ number }) => number)).toEqual([0, 2, 11])
    expect(parseStat(stat)?.cpu).not.toHaveProperty('number')
  })

  it('does without iowait, steal, available memory and caches', () => {
    expect(parseStat('cpu  1 2 3 4\ncpu0 1 2 3 4\n')).toEqual({
      cpu: { user: 3, system: 3, idle: 4 },
      cpus: [{ user: 3, system: 3, idle: 4, number: 0 }],
    })
    expect(parseMeminfo('MemTotal: 100 kB\nMemFree: 40 kB\n')).toEqual({
      memory: { totalBytes: 100 * KiB, usedBytes: 60 * KiB, freeBytes: 40 * KiB, availableBytes: 40 * KiB },
    })
    expect(parseMeminfo('MemTotal: 100 kB\n')).toBeUndefined()
    expect(parsePressure('some avg10=1.50 avg60=0.25 avg300=0.00 total=7\n')).toEqual({
      some: { avg10: 1.5, avg60: 0.25, avg300: 0 },
    })
    expect(parsePressure('')).toBeUndefined()
  })
})

describe('other systems', () => {
  it('read macOS’ interfaces once each, with or without an address', () => {
    expect(parseNetstatInterfaces(captured('netstat-ibn.txt'))).toEqual([
      { name: 'lo0', kind: 'loopback', receivedBytes: 48_211_093, sentBytes: 48_211_093 },
      { name: 'gif0', kind: 'virtual', receivedBytes: 0, sentBytes: 0 },
      { name: 'en0', kind: 'hardware', receivedBytes: 8_123_456_789, sentBytes: 612_345_678 },
      { name: 'utun0', kind: 'virtual', receivedBytes: 200, sentBytes: 300 },
    ])
    expect(parseNetstatInterfaces('')).toEqual([])
  })

  it.each(['netstat-e.txt', 'netstat-e-de.txt'])('reads the bytes of all Windows interfaces: %s', (name) => {
    expect(parseNetstatTotals(captured(name))).toMatchObject({ receivedBytes: 2_147_481_234, sentBytes: 312_345_678 })
  })

  it('takes a netstat that prints nothing for no figures', () => expect(parseNetstatTotals('')).toBeUndefined())

  it('knows CPUs and memory of this machine through Node alone', () => {
    const { cpu, cpus, memory } = portableReading()
    expect(cpus.length).toBeGreaterThan(0)
    expect(cpu.user).toBeGreaterThan(0)
    expect(memory.usedBytes + memory.availableBytes).toBe(memory.totalBytes)
  })
})
