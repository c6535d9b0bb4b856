import { childrenOf, exitOf, markedNumbers, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const pidsOf = (record: RunRecord, name: string): readonly number[] =>
  childrenOf(record)
    .filter((child) => child.name === name)
    .map(({ pid }) => pid)

const codesOf = (record: RunRecord, name: string): readonly number[] => markedNumbers(record, `${name}-exit-code`)
const list = (numbers: readonly number[]): string => numbers.join(', ') || '–'

const endOf = (record: RunRecord, name: string) => exitOf(record, pidsOf(record, name)[0] ?? 0)

export const killChecks: readonly LessonCheck[] = [
  {
    id: 'found-by-name',
    sabotage: { sloppy: 1 },
    title: { en: 'The name finds its two processes, and only those', 'zh-CN': '按名称找到的正是那两个进程' },
    shows: (record) => marksOf(record, 'found-server').at(-1),
    judge(record, locale) {
      const found = markedNumbers(record, 'found-server').toSorted((a, b) => a - b)
      const started = pidsOf(record, 'server').toSorted((a, b) => a - b)
      const evidence = sayIn(locale)(
        `Started as "server": ${list(started)}; found by that name: ${list(found)}.`,
        `以 server 为名启动的：${list(started)}；按名称找到的：${list(found)}。`,
      )
      return passedIf(started.length === 2 && list(found) === list(started), evidence)
    },
  },
  {
    id: 'ended-by-pid',
    sabotage: { polite: 1 },
    title: { en: 'Ended by pid, with signal 9', 'zh-CN': '按 pid 结束，信号为 9' },
    shows: (record) => endOf(record, 'editor'),
    judge(record, locale) {
      const codes = codesOf(record, 'editor')
      const evidence = sayIn(locale)(
        `The editor ${list(pidsOf(record, 'editor'))} ended with ${list(codes)}; −9 means signal 9, SIGKILL.`,
        `editor ${list(pidsOf(record, 'editor'))} 的退出码是 ${list(codes)}；−9 表示信号 9，即 SIGKILL。`,
      )
      return passedIf(codes.length === 1 && codes[0] === -9, evidence)
    },
  },
  {
    id: 'ended-by-name',
    sabotage: { force: 1 },
    title: { en: 'Ended by name, both of them, with signal 15', 'zh-CN': '按名称结束，两个都是信号 15' },
    shows: (record) => endOf(record, 'server'),
    judge(record, locale) {
      const codes = codesOf(record, 'server')
      const evidence = sayIn(locale)(
        `The servers ended with ${list(codes)}; −15 means signal 15, SIGTERM.`,
        `两个 server 的退出码是 ${list(codes)}；−15 表示信号 15，即 SIGTERM。`,
      )
      return passedIf(codes.length === 2 && codes.every((code) => code === -15), evidence)
    },
  },
  {
    id: 'no-others',
    sabotage: { sloppy: 1 },
    title: { en: 'Nobody else is ended', 'zh-CN': '别的进程都没有被结束' },
    shows: (record) => endOf(record, 'observer'),
    judge(record, locale) {
      const codes = codesOf(record, 'observer')
      const evidence = sayIn(locale)(
        `The observer, whom nobody meant, ended with ${list(codes)}; 0 means by itself.`,
        `没有人要结束的 observer，退出码是 ${list(codes)}；0 表示自行结束。`,
      )
      return passedIf(codes.length === 1 && codes[0] === 0, evidence)
    },
  },
  {
    id: 'signal-9-cannot-be-ignored',
    sabotage: { obedient: 1 },
    title: { en: 'SIGTERM can be ignored, SIGKILL cannot', 'zh-CN': 'SIGTERM 可以不理会，SIGKILL 不能' },
    shows: (record) => marksOf(record, 'mule-listened')[0],
    judge(record, locale) {
      const listened = marksOf(record, 'mule-listened')[0]?.value
      const codes = codesOf(record, 'mule')
      const evidence = sayIn(locale)(
        `The mule ${listened === false ? 'lived on after' : 'ended at'} SIGTERM; its exit code is ${list(codes)}.`,
        `mule 收到 SIGTERM 后${listened === false ? '继续活着' : '就结束了'}；它的退出码是 ${list(codes)}。`,
      )
      return passedIf(listened === false && codes[0] === -9, evidence)
    },
  },
]
