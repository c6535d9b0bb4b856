import type { Locale } from '../../../shared/contract/lab.ts'
import { looksAt, marksOf, passedIf, processNamed, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'

interface Spent {
  readonly pid: number
  /** Milliseconds, as the kernel counts them (getrusage). */
  readonly user: number
  readonly system: number
}

/** @returns what the process of that name spent at its work; undefined when it never got there */
export function spentBy(record: RunRecord, name: string): Spent | undefined {
  const pid = processNamed(record, name)?.pid
  const value = pid === undefined ? undefined : marksOf(record, 'spent', pid)[0]?.value
  if (pid === undefined || typeof value !== 'object' || value === null || !('user' in value)) return undefined
  return { pid, user: Number(value['user']), system: Number(value['system']) }
}

/** @returns percent of the CPU time that was spent in user mode */
export function userPercent(spent: Spent | undefined): number | undefined {
  const all = (spent?.user ?? 0) + (spent?.system ?? 0)
  return spent === undefined || all === 0 ? undefined : Math.round((100 * spent.user) / all)
}

function aboutTime(
  record: RunRecord,
  locale: Locale,
  name: string,
  holds: (userPercent: number) => boolean,
): Judgement {
  const say = sayIn(locale)
  const spent = spentBy(record, name)
  const percent = userPercent(spent)
  if (spent === undefined || percent === undefined) {
    return passedIf(false, say(`The ${name} did no work.`, `${name} 没有工作。`))
  }
  const { pid, user, system } = spent
  const last = looksAt(record, pid).findLast((look) => look.userMs !== undefined)
  const table =
    last === undefined
      ? ''
      : say(
          ` The process table last told ${Math.round(last.userMs ?? 0)} and ${Math.round(last.systemMs ?? 0)} ms, start-up included.`,
          `进程表最后显示 ${Math.round(last.userMs ?? 0)} 和 ${Math.round(last.systemMs ?? 0)} 毫秒（包括启动）。`,
        )
  const evidence = say(
    `${name} (${pid}) worked for ${user} ms in user mode and ${system} ms in the kernel: ${percent} % user.${table}`,
    `${name}（${pid}）在用户态工作 ${user} 毫秒，在内核态工作 ${system} 毫秒：用户态占 ${percent} %。${table}`,
  )
  return passedIf(holds(percent), evidence)
}

export const kernelChecks: readonly LessonCheck[] = [
  {
    id: 'thinker-in-user-mode',
    sabotage: { swap: 1 },
    title: { en: 'Pure computing happens in user mode', 'zh-CN': '纯计算在用户态进行' },
    shows: (record) => markBy(record, 'thinker', 'spent'),
    judge: (record, locale) => aboutTime(record, locale, 'thinker', (percent) => percent >= 85),
  },
  {
    id: 'asker-in-kernel-mode',
    sabotage: { swap: 1 },
    title: { en: 'What system calls ask for is done in kernel mode', 'zh-CN': '系统调用所要求的工作在内核态完成' },
    shows: (record) => markBy(record, 'asker', 'spent'),
    judge: (record, locale) => aboutTime(record, locale, 'asker', (percent) => percent <= 30),
  },
  {
    id: 'waiter-uses-nothing',
    sabotage: { busyWait: 1 },
    title: { en: 'Who waits in a system call uses no CPU', 'zh-CN': '在系统调用中等待的进程不占用 CPU' },
    shows: (record) => markBy(record, 'waiter', 'began'),
    judge(record, locale) {
      const say = sayIn(locale)
      const spent = spentBy(record, 'waiter')
      const thinker = spentBy(record, 'thinker')
      if (spent === undefined || thinker === undefined) {
        return passedIf(false, say('There was no waiter beside a worker.', '没有出现与工作者并存的等待者。'))
      }
      const [from, to] = [marksOf(record, 'began', spent.pid)[0]?.t ?? 0, marksOf(record, 'spent', thinker.pid)[0]?.t]
      const looks = looksAt(record, spent.pid).filter(({ t }) => t > from && t < (to ?? Infinity))
      const asleep = looks.filter(({ state }) => state === 'sleeping')
      const known = looks.filter(({ state }) => state !== 'unknown')
      const channel = asleep.find(({ waitChannel }) => waitChannel !== undefined)?.waitChannel
      const [used, beside] = [spent.user + spent.system, thinker.user + thinker.system]
      const where = channel === undefined ? '' : say(` in the kernel function ${channel}`, `（内核函数 ${channel}）`)
      const evidence = say(
        `waiter (${spent.pid}) was asleep in ${asleep.length} of ${known.length} looks${where} and used ${used} ms of CPU, the thinker ${beside} ms.`,
        `waiter（${spent.pid}）在 ${known.length} 次观察中有 ${asleep.length} 次处于睡眠${where}，用了 ${used} 毫秒 CPU，而 thinker 用了 ${beside} 毫秒。`,
      )
      return passedIf(used < beside / 5 && asleep.length >= known.length * 0.8, evidence)
    },
  },
]
