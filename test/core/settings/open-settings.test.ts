import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings } from '../../../src/core/settings/open-settings.ts'
import { defaultSettings } from '../../../src/shared/model/default-settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forkscope-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('settings', () => {
  it('begin with the defaults and are kept', () => {
    const settings = openSettings({ folder })
    expect(settings.get()).toEqual(defaultSettings)
    expect(settings.update({ theme: 'dark', intervalMs: 500 })).toEqual({
      ...defaultSettings,
      theme: 'dark',
      intervalMs: 500,
    })
    expect(openSettings({ folder }).get()).toMatchObject({ theme: 'dark', intervalMs: 500 })
  })

  it('refuse what is not allowed and stay as they were', () => {
    const settings = openSettings({ folder })
    expect(() => settings.update({ intervalMs: 1 })).toThrow('250')
    expect(() => settings.update({ amqpUrl: 'http://somewhere' })).toThrow('amqp')
    expect(settings.get()).toEqual(defaultSettings)
  })

  it('put a corrupt file aside and go on with the defaults', () => {
    writeFileSync(join(folder, 'settings.json'), '{"theme": "da')
    expect(openSettings({ folder }).get()).toEqual(defaultSettings)
    const aside = readdirSync(folder).find((name) => name.includes('corrupt'))
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe('{"theme": "da')
  })

  it('replace a single wrong value by its default', () => {
    writeFileSync(join(folder, 'settings.json'), '{"theme": "purple", "language": "zh-CN", "later": 1}')
    expect(openSettings({ folder }).get()).toEqual({ ...defaultSettings, language: 'zh-CN' })
  })

  it.runIf(process.platform !== 'win32')('are for nobody else to read: they may hold the password of a broker', () => {
    const modes = () => readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)
    const file = join(folder, 'settings.json')
    openSettings({ folder }).update({ amqpUrl: 'amqp://ann:secret@host:5672' })
    expect(modes()).toEqual([0o600])
    chmodSync(file, 0o644)
    openSettings({ folder })
    expect(modes()).toEqual([0o600])
    writeFileSync(file, '{"amqpUrl": "amqp://ann:secret@')
    chmodSync(file, 0o644)
    openSettings({ folder }).update({ theme: 'dark' })
    expect(modes()).toEqual([0o600, 0o600])
  })

  it('tell watchers of changes until they stop watching', async () => {
    const settings = openSettings({ folder })
    const stop = new AbortController()
    const seen: string[] = []
    for await (const { theme } of settings.watch(stop.signal)) {
      seen.push(theme)
      if (theme === 'system') settings.update({ theme: 'light' })
      else stop.abort()
    }
    expect(seen).toEqual(['system', 'light'])
  })

  it('live in the usual folder of the platform by default', () => {
    const former = process.env['XDG_CONFIG_HOME']
    process.env['XDG_CONFIG_HOME'] = folder
    try {
      openSettings({}).update({ theme: 'dark' })
      expect(openSettings({}).get().theme).toBe('dark')
    } finally {
      if (former === undefined) delete process.env['XDG_CONFIG_HOME']
      else process.env['XDG_CONFIG_HOME'] = former
    }
  })
})
