import { describe, expect, it } from 'vitest'
import { mostAlike, nearest } from '../../../src/shared/model/nearest.ts'

const fields = ['pid', 'user', 'cpu', 'memory', 'command', 'container']

describe('a guess at what was meant', () => {
  it.each([
    ['usr', 'user'],
    ['USER', 'user'],
    ['cpuu', 'cpu'],
    ['upc', undefined],
    ['pdi', 'pid'],
    ['memroy', 'memory'],
    ['comand', 'command'],
    ['mem', 'memory'],
    ['cont', 'container'],
    // Two slips in a word of four make another word, and one letter begins too much.
    ['used', 'user'],
    ['sure', undefined],
    ['c', undefined],
    ['colour', undefined],
    ['xyz', undefined],
    ['', undefined],
  ])('of %j is %j', (text, guess) => {
    expect(nearest(text, fields)).toBe(guess)
  })

  it('is rather what was begun than what has a slip', () => {
    expect(nearest('us', ['bus', 'usr1', 'usr2'])).toBe('usr1')
  })

  it('is none where there is nothing to choose from', () => {
    expect(nearest('cpu', [])).toBeUndefined()
  })
})

describe('lessons that are alike', () => {
  const ids = ['16-zombie', '17-orphan', '32-mutex', '33-tickets', '36-pipe', '40-rabbitmq']

  it.each([
    ['16-zombi', ['16-zombie']],
    ['32-mutx', ['32-mutex']],
    ['zomb', ['16-zombie']],
    ['orphna', ['17-orphan']],
    ['17', ['17-orphan']],
    ['thread-pool', []],
    ['99-none', []],
  ])('to %j are %j, and no others', (text, alike) => {
    expect(mostAlike(text, ids)).toEqual(alike)
  })

  it('are three at most', () => {
    expect(mostAlike('part', ['1-part', '2-parts', '3-party', '4-partly'])).toEqual(['1-part', '2-parts', '3-party'])
  })
})
