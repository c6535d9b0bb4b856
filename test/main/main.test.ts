import { describe, expect, it } from 'vitest'
import { fileOf } from '../../src/main/app-paths.ts'
import { usableBounds } from '../../src/main/bounds.ts'
import { localeOf, menuText } from '../../src/main/menu-text.ts'
import { createHostPort } from '../../src/shared/host/host-port.ts'
import { isTrustedSender } from '../../src/main/trusted-sender.ts'

describe('fileOf', () => {
  it('finds the page and its parts below the folder', () => {
    expect(fileOf('app://bundle/', '/pages')).toEqual({ path: '/pages/index.html', type: 'text/html; charset=utf-8' })
    expect(fileOf('app://bundle/assets/a.js', '/pages')?.path).toBe('/pages/assets/a.js')
  })

  it.each([
    'app://other/index.html',
    'https://bundle/index.html',
    'app://bundle/..%2f..%2fetc%2fpasswd.js',
    'app://bundle/a%5c..%5cb.js',
    'app://bundle/%00.js',
    'app://bundle/%zz.js',
    'app://bundle/secret.txt',
    'nonsense',
  ])('has nothing for %s', (address) => {
    const file = fileOf(address, '/pages')
    expect(file === undefined || file.path.startsWith('/pages/')).toBe(true)
    if (!address.includes('%2f')) expect(file).toBeUndefined()
  })
})

describe('usableBounds', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1080 }
  it('takes what still lies on a display, not smaller than the least', () => {
    expect(usableBounds({ x: 10, y: 10, width: 1000, height: 700 }, [display])).toEqual({
      x: 10,
      y: 10,
      width: 1000,
      height: 700,
    })
    expect(usableBounds({ x: 10, y: 10, width: 1, height: 1 }, [display])).toMatchObject({ width: 800, height: 500 })
  })
  it.each([{ x: 5000, y: 10, width: 900, height: 600 }, undefined, 'x', { x: 'a' }])(
    'lets the system place %j',
    (bounds) => {
      expect(usableBounds(bounds, [display])).not.toHaveProperty('x')
    },
  )
})

describe('isTrustedSender', () => {
  const good = { isWindow: true, parent: null, url: 'app://bundle/index.html' }
  it('believes the top frame of our window on our page, and nobody else', () => {
    expect(isTrustedSender(good, 'app://bundle')).toBe(true)
    expect(isTrustedSender({ ...good, isWindow: false }, 'app://bundle')).toBe(false)
    expect(isTrustedSender({ ...good, parent: {} }, 'app://bundle')).toBe(false)
    expect(isTrustedSender({ ...good, parent: undefined }, 'app://bundle')).toBe(false)
    expect(isTrustedSender({ ...good, url: 'https://evil.example/' }, 'app://bundle')).toBe(false)
    expect(isTrustedSender({ ...good, url: 'app://bundle.evil.example/' }, 'app://bundle')).toBe(false)
    expect(isTrustedSender({ ...good, url: undefined }, 'app://bundle')).toBe(false)
  })
})

describe('the menu', () => {
  it('says everything in both languages, differently', () => {
    const [en, chinese] = [Object.entries(menuText('en')), menuText('zh-CN')]
    for (const [key, words] of en) expect(Reflect.get(chinese, key), key).not.toBe(words)
    expect(localeOf('system', 'zh-TW')).toBe('zh-CN')
    expect(localeOf('system', 'de')).toBe('en')
    expect(localeOf('en', 'zh-CN')).toBe('en')
  })
})

describe('createHostPort', () => {
  it('carries messages until it is closed, and says that it is', () => {
    let deliver: (message: unknown) => void = () => {}
    let stopped = false
    const sent: unknown[] = []
    const port = createHostPort({
      send: (message) => void sent.push(message),
      onMessage: (listener) => {
        deliver = listener
        return () => (stopped = true)
      },
    })
    const got: unknown[] = []
    let closed = 0
    port.on('message', (event) => got.push(event?.data))
    port.on('close', () => (closed += 1))
    const one = JSON.stringify({ i: '1', p: { u: '/app/about' } })
    deliver('no message')
    deliver(one)
    port.postMessage('two')
    port.close()
    port.close()
    deliver(one)
    port.postMessage('four')
    expect({ got, sent, closed, stopped }).toEqual({ got: [one], sent: ['two'], closed: 1, stopped: true })
  })
})
