import { expect, it } from 'vitest'
import { displayText } from '../../../src/shared/model/display-text.ts'

it('leaves ordinary names of any script alone', () => {
  for (const name of ['node', 'a b) (c', '进程', 'é', '🦀']) expect(displayText(name)).toBe(name)
})

it('shows control characters as pictures, on one line', () => {
  expect(displayText('a\nb\tc\u001B[31m\u007F')).toBe('a␊b␉c␛[31m␡')
})

it('shows characters that reorder or hide text by their numbers', () => {
  expect(displayText('gpj.\u202Eexe')).toBe('gpj.⟨202E⟩exe')
  expect(displayText('a\u200Bb\uFEFF\u2066')).toBe('a⟨200B⟩b⟨FEFF⟩⟨2066⟩')
})
