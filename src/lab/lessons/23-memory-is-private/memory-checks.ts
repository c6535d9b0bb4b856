import { mainOf, marksOf, passedIf, processNamed, sayIn, seconds, shown } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'
import { told } from '../../../shared/model/spans.ts'

/** @returns what each of the two saw last in its own n */
export function values(record: RunRecord) {
  const child = processNamed(record, 'child')?.pid ?? 0
  const main = mainOf(record)
  return { child, main, inChild: marksOf(record, 'n', child).at(-1), inMain: marksOf(record, 'n', main).at(-1) }
}

export const memoryChecks: readonly LessonCheck[] = [
  {
    id: 'child-has-zero',
    sabotage: { justCall: 1 },
    title: { en: 'In the child n is 0', 'zh-CN': '子进程里 n 是 0' },
    shows: (record) => values(record).inChild,
    judge(record, locale) {
      const { child, inChild } = values(record)
      if (child === 0) {
        const reason = sayIn(locale)(
          'No process was started: whatever was set to 0 is the n of the main process.',
          '没有启动进程：被设为 0 的就是主进程的 n。',
        )
        return passedIf(false, reason)
      }
      const evidence = sayIn(locale)(
        `Process ${child} set its n to ${shown(inChild?.value)}.`,
        `进程 ${child} 把自己的 n 设为 ${shown(inChild?.value)}。`,
      )
      return passedIf(inChild?.value === 0, evidence)
    },
  },
  {
    id: 'parent-keeps-hundred',
    sabotage: { queue: 1 },
    title: { en: 'In the parent n is still 100', 'zh-CN': '父进程里 n 仍是 100' },
    shows: (record) => values(record).inMain,
    judge(record, locale) {
      const { child, main, inChild, inMain } = values(record)
      if (inChild === undefined || inMain === undefined) {
        const inPlace = shown(inMain?.value)
        const reason = sayIn(locale)(
          `No child told its n; in the main process ${main} it was ${inPlace}.`,
          `没有子进程报告它的 n；主进程 ${main} 里的 n 是 ${inPlace}。`,
        )
        return passedIf(false, reason)
      }
      const evidence = sayIn(locale)(
        `At ${seconds(inChild.t)} s n was ${shown(inChild.value)} in ${child}; later, at ${seconds(inMain.t)} s, it was ${shown(inMain.value)} in ${main}.`,
        `${seconds(inChild.t)} 秒时 ${child} 里的 n 是 ${shown(inChild.value)}；之后在 ${seconds(inMain.t)} 秒，${main} 里的 n 是 ${shown(inMain.value)}。`,
      )
      return passedIf(inMain.value === 100 && inChild.t < inMain.t, evidence)
    },
  },
  {
    id: 'own-from-the-start',
    sabotage: { justCall: 1 },
    title: { en: 'The child began with an n of its own', 'zh-CN': '子进程一开始就有自己的 n' },
    shows: (record) => markBy(record, 'child', 'before'),
    judge(record, locale) {
      const { child, main } = values(record)
      if (child === 0) {
        return passedIf(false, sayIn(locale)('No process was started: there was one n.', '没有启动进程：n 只有一个。'))
      }
      const before = marksOf(record, 'before', child)[0]?.value
      const evidence = sayIn(locale)(
        `Before it changed anything, n was ${shown(before)} in process ${child}; the parent is ${main}.`,
        `在改动之前，进程 ${child} 里的 n 是 ${shown(before)}；父进程是 ${main}。`,
      )
      return passedIf(child !== main && before === 100, evidence)
    },
  },
  {
    id: 'file-is-shared',
    sabotage: { writeFile: 0 },
    title: { en: 'A file, though, is the same for both', 'zh-CN': '文件却是两者共用的' },
    shows: (record) => marksOf(record, 'file')[0],
    judge(record, locale) {
      const inFile = told(record, 'file')
      const evidence = sayIn(locale)(
        `The parent had written 100, the child wrote 0 over it, and the parent read ${inFile ?? '–'}.`,
        `父进程写了 100，子进程改写成 0，父进程读到 ${inFile ?? '–'}。`,
      )
      return passedIf(inFile === 0, evidence)
    },
  },
]
