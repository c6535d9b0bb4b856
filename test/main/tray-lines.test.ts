import { describe, expect, it } from 'vitest'
import { asLabel, trayLine } from '../../src/main/tray-lines.ts'

describe('a process in the tray', () => {
  it('is its name, its pid and its share', () => {
    expect(trayLine({ name: 'node', pid: 4242, cpuPercent: 96.96 })).toBe('node (4242)  97.0 %')
    expect(trayLine({ name: 'node', pid: 4242 })).toBe('node (4242)  0.0 %')
  })

  it('does not grow with the name, nor is it turned round by one', () => {
    expect(trayLine({ name: '😀'.repeat(100), pid: 1, cpuPercent: 1 })).toBe(`${'😀'.repeat(39)}… (1)  1.0 %`)
    expect(trayLine({ name: 'a\u202Eb\n', pid: 1, cpuPercent: 1 })).not.toMatch(/[\u202E\n]/)
  })

  it('keeps its characters in a menu', () => {
    expect(asLabel(trayLine({ name: 'R&D && Co', pid: 1, cpuPercent: 1 }))).toBe('R&&D &&&& Co (1)  1.0 %')
  })
})
