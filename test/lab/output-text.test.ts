import { expect, it } from 'vitest'
import { OutputText } from '../../src/lab/output-text.ts'

it('takes strings in any encoding', () => {
  const text = new OutputText()
  expect(text.take('plain 中文')).toBe('plain 中文')
  expect(text.take('plain', 'UTF-8')).toBe('plain')
  expect(text.take('68656c6c6f0a', 'hex')).toBe('hello\n')
  expect(text.take('aGVsbG8=', 'base64')).toBe('hello')
  expect(() => text.take('x', 'no-such')).toThrow('no-such')
})

it('puts the bytes of a character together, also when a string follows that belongs to none of it', () => {
  const text = new OutputText()
  const bytes = Buffer.from('中文\n')
  expect([text.take(bytes.subarray(0, 2)), text.take(bytes.subarray(2))].join('')).toBe('中文\n')
  expect([text.take(bytes.subarray(0, 1)), text.take('x'), text.take('y')].join('')).toBe('\uFFFDxy')
  expect(text.take(new Uint16Array([0x6261]))).toBe('ab')
})
