import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

interface Moves {
  readonly name: string
  readonly pid: number
  readonly cpus: readonly number[]
  readonly moves: number
  /** How many CPUs it was allowed to use. */
  readonly allowed: number
}

const marked = (record: RunRecord, label: string): unknown => marksOf(record, label)[0]?.value

/** @returns how many tasks were on a CPU at once, at most; moments shorter than clocks are exact do not count */
export function mostAtOnce(record: RunRecord): number | undefined {
  const times = marked(record, 'at-once') as readonly number[] | undefined
  if (times === undefined) return undefined
  const all = times.reduce((sum, each) => sum + each, 0)
  return Math.max(
    0,
    times.findLastIndex((ms) => ms > all / 100),
  )
}

function unfinished(locale: Locale): Judgement {
  return passedIf(false, sayIn(locale)('The tasks did not finish.', '任务没有完成。'))
}

export const coresChecks: readonly LessonCheck[] = [
  {
    id: 'never-more-than-cpus',
    sabotage: { allBlock: 1 },
    title: { en: 'Never are more tasks on a CPU than there are CPUs', 'zh-CN': '在 CPU 上的任务从不多于 CPU 的个数' },
    shows: (record) => marksOf(record, 'at-once')[0],
    judge(record, locale) {
      const [cpus, most] = [Number(marked(record, 'cpus')), mostAtOnce(record)]
      if (most === undefined) return unfinished(locale)
      const times = (marked(record, 'at-once') as readonly number[]).slice(1)
      const evidence = sayIn(locale)(
        `${cpus + 2} tasks on ${cpus} CPUs: at most ${most} at once. Milliseconds with 1, 2, … on a CPU: ${times.join(', ') || '–'}.`,
        `${cpus + 2} 个任务，${cpus} 个 CPU：同时最多 ${most} 个。有 1、2……个任务在 CPU 上的毫秒数：${times.join('、') || '–'}。`,
      )
      return passedIf(most > 0 && most <= cpus, evidence)
    },
  },
  {
    id: 'blocked-leaves-its-cpu',
    sabotage: { allBlock: 1 },
    title: { en: 'While a task is blocked, others use the CPU', 'zh-CN': '任务阻塞时，CPU 由别的任务使用' },
    shows: (record) => marksOf(record, 'while-blocked')[0],
    judge(record, locale) {
      const value = marked(record, 'while-blocked') as { blockedMs: number; othersMs: number } | undefined
      if (value === undefined) return unfinished(locale)
      const { blockedMs, othersMs } = value
      const evidence = sayIn(locale)(
        `For ${blockedMs} ms a task was blocked; during ${othersMs} ms of them one that never blocks was on a CPU.`,
        `有任务阻塞的时间共 ${blockedMs} 毫秒，其中 ${othersMs} 毫秒有从不阻塞的任务在 CPU 上。`,
      )
      return passedIf(blockedMs > 0 && othersMs > blockedMs / 50, evidence)
    },
  },
  {
    id: 'resumes-on-any-cpu',
    sabotage: { fixed: 1 },
    title: { en: 'A task may go on on another CPU', 'zh-CN': '任务可能在另一个 CPU 上继续' },
    shows: (record) => marksOf(record, 'moves')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      if (Number(marked(record, 'cpus')) === 1) {
        return inconclusive(
          say('That takes two CPUs; this program may use one.', '这需要两个 CPU，而本程序只能使用一个。'),
        )
      }
      const all = marked(record, 'moves') as readonly Moves[] | undefined
      const most = all?.toSorted((a, b) => b.moves - a.moves)[0]
      if (all === undefined || most === undefined) return unfinished(locale)
      const evidence = say(
        `Changes of CPU: ${all.map(({ name, moves }) => `${name} ${moves}`).join(', ') || '–'}; ${most.name} (${most.pid}) was on CPU ${most.cpus.slice(0, 6).join(' → ') || '–'}.`,
        `更换 CPU 的次数：${all.map(({ name, moves }) => `${name} ${moves}`).join('，') || '–'}；${most.name}（${most.pid}）先后在 CPU ${most.cpus.slice(0, 6).join(' → ') || '–'} 上。`,
      )
      if (most.moves > 0 || all.every(({ allowed }) => allowed === 1)) return passedIf(most.moves > 0, evidence)
      return inconclusive(
        `${say('They were allowed to, and this time none did.', '它们可以更换，这次却没有一个更换。')} ${evidence}`,
      )
    },
  },
]
