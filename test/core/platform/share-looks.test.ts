import { describe, expect, it } from 'vitest'
import { shareLooks } from '../../../src/core/platform/share-looks.ts'

/** A look that is answered by hand, to be seen while it is under way. */
function slowLook() {
  const answers: ((error?: Error) => void)[] = []
  const look = shareLooks(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = answers.length + 1
        answers.push((error) => (error === undefined ? resolve(number) : reject(error)))
      }),
  )
  return { look, answers }
}

describe('shareLooks', () => {
  it('shares the next look among all that asked during one, never the one under way', async () => {
    const { look, answers } = slowLook()
    const first = look()
    const later = [look(), look(), look()]
    answers[0]?.()
    expect(await first).toBe(1)
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.()
    expect(await Promise.all(later)).toEqual([2, 2, 2])
    const last = look()
    answers[2]?.()
    expect(await last).toBe(3)
    expect(answers).toHaveLength(3)
  })

  it('fails those alone whose look failed', async () => {
    const { look, answers } = slowLook()
    const first = look()
    const second = look()
    answers[0]?.(new Error('no fastlist'))
    await expect(first).rejects.toThrow('no fastlist')
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.()
    expect(await second).toBe(2)
  })
})
