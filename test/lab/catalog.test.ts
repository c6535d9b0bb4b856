import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'
import { speed } from '../../src/shared/model/lesson.ts'
import { isInRange } from '../../src/shared/model/parameter-range.ts'

const folder = new URL('../../src/lab/lessons/', import.meta.url)
const ids = lessons.map(({ id }) => id)

/** Items of the tutorial, 1 to 47. */
const items = Array.from({ length: 47 }, (_, index) => String(index + 1))

describe('the catalogue', () => {
  it('lists every lesson that has a folder, in order, once', () => {
    const folders = readdirSync(folder).filter((name) => /^\d\d-/.test(name))
    expect(ids).toEqual(folders.toSorted((a, b) => a.localeCompare(b)))
    expect(lessons.map(({ chapter }) => chapter)).toEqual(
      lessons.map(({ chapter }) => chapter).toSorted((a, b) => a - b),
    )
  })

  it('accounts for every item of the tutorial', () => {
    const covered = new Set(lessons.flatMap(({ covers }) => covers.map((item) => item.replace(/[a-z]$/, ''))))
    expect(items.filter((item) => !covered.has(item))).toEqual([])
    expect([...covered].filter((item) => !items.includes(item))).toEqual([])
  })
})

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, lesson) => {
  it('is complete: programs, reference, texts, questions, checks with their sabotage', () => {
    for (const name of ['scenario.ts', 'reference.py', 'en.md', 'zh-CN.md']) {
      expect(existsSync(new URL(`${id}/${name}`, folder)), name).toBe(true)
    }
    expect(lesson.checks.length).toBeGreaterThan(0)
    expect(lesson.questions.length).toBeGreaterThan(0)
    expect(lesson.variants.length).toBeGreaterThan(0)
    for (const { id: check, sabotage } of lesson.checks) expect(Object.keys(sabotage), check).not.toEqual([])
    expect(new Set(lesson.checks.map((check) => check.id)).size).toBe(lesson.checks.length)
  })

  it('has parameters whose defaults, fastest values, variants and sabotages are in their ranges', () => {
    const given = [lesson.fastest, ...lesson.variants.map(({ parameters }) => parameters)]
    const all = [...given, ...lesson.checks.map(({ sabotage }) => sabotage)]
    for (const parameter of lesson.parameters) {
      expect(isInRange(parameter, parameter.default), parameter.name).toBe(true)
    }
    for (const values of all) {
      for (const [name, value] of Object.entries(values)) {
        const parameter = lesson.parameters.find((each) => each.name === name)
        expect(parameter !== undefined && isInRange(parameter, value), `${name}=${value} is possible`).toBe(true)
      }
    }
  })

  it('can be slowed down and hurried', () => {
    expect(lesson.parameters).toContain(speed)
  })

  it('is told in both languages, in about a page', () => {
    const words = readFileSync(new URL(`${id}/en.md`, folder), 'utf8').split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(200)
    expect(words).toBeLessThanOrEqual(500)
    const characters = readFileSync(new URL(`${id}/zh-CN.md`, folder), 'utf8').match(/\p{Script=Han}/gu)?.length ?? 0
    expect(characters).toBeGreaterThan(300)
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      if (!lesson.platforms.includes(platform)) expect(lesson.unavailable[platform]?.['zh-CN']).toBeTruthy()
    }
  })
})
