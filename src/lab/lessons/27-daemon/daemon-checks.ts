import {
  exitOf,
  firstEnded,
  lateUnlessBusy,
  looksBegunAfter,
  linesOf,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, Observation, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'

const atOnceUs = 50_000

const isAlive = (state: Observation['state']): boolean => state !== 'gone' && state !== 'zombie' && state !== 'dead'
const leftToDoUs = (record: RunRecord): number => 3_000_000 / (record.parameters['speed'] ?? 1)

/** What the checks are about: who they are, and when the master's code ended (or the master, if it was killed). */
function cast(record: RunRecord) {
  const pidOf = (name: string): number => processNamed(record, name)?.pid ?? 0
  const [master, servant] = [pidOf('master'), pidOf('servant')]
  const masterEnd = exitOf(record, master)
  const codeEnd = marksOf(record, 'code-ends', master)[0]?.t ?? masterEnd?.t
  return { master, servant, masterEnd, codeEnd, servantEnd: exitOf(record, servant) }
}

/** @returns the lines that a servant wrote, by its name in them: it may have ended before anybody knew its pid */
const saidBy = (record: RunRecord, name: string): readonly string[] =>
  linesOf(record)
    .map(({ text }) => text)
    .filter((text) => text.startsWith(`${name} `) || text.startsWith(`${name}:`))

export const daemonChecks: readonly LessonCheck[] = [
  {
    id: 'dead-at-once',
    sabotage: { ending: 2 },
    title: {
      en: "The daemon is dead within 50 ms of the end of its parent's code",
      'zh-CN': '父进程代码结束后 50 毫秒内，守护进程已死',
    },
    shows: (record) => cast(record).servantEnd ?? markBy(record, 'master', 'code-ends'),
    judge(record, locale) {
      const say = sayIn(locale)
      const { servant, codeEnd, servantEnd } = cast(record)
      if (codeEnd === undefined) {
        return passedIf(false, say("The master's code never ended.", '主人的代码一直没有结束。'))
      }
      // Two witnesses, the runtime and the OS's table: each notices the death a little late.
      const noticed = Math.min(servantEnd?.t ?? Infinity, firstEnded(record, servant) ?? Infinity) - codeEnd
      if (noticed === Infinity) {
        return passedIf(false, say(`Nobody noticed an end of servant ${servant}.`, `没有谁发现仆人 ${servant} 结束。`))
      }
      const ms = (noticed / 1000).toFixed(1)
      const aliveAfter = looksBegunAfter(record, servant, codeEnd + atOnceUs).filter(({ state }) => isAlive(state))
      const evidence = say(
        `The code ended at ${seconds(codeEnd)} s; the death of servant ${servant} was noticed ${ms} ms later, and ${aliveAfter.length} looks saw it alive after the first 50 ms.`,
        `代码在 ${seconds(codeEnd)} 秒结束；${ms} 毫秒后发现仆人 ${servant} 已死，50 毫秒之后还有 ${aliveAfter.length} 次看到它活着。`,
      )
      if (aliveAfter.length === 0 && noticed < leftToDoUs(record) / 2) return passedIf(true, evidence)
      // One that was ended, but late, may have waited for a CPU; one that ended by itself was not ended.
      if (servantEnd?.exitSignal !== 'SIGTERM') return passedIf(false, evidence)
      return lateUnlessBusy(record, locale, evidence)
    },
  },
  {
    id: 'by-sigterm',
    sabotage: { daemon: 0 },
    title: { en: 'It did not end by itself: SIGTERM ended it', 'zh-CN': '它不是自己结束的：是 SIGTERM 终止了它' },
    shows: (record) => cast(record).servantEnd,
    judge(record, locale) {
      const { servant, servantEnd } = cast(record)
      const how = servantEnd?.exitSignal ?? servantEnd?.exitCode ?? '–'
      const evidence = sayIn(locale)(`Servant ${servant} ended by: ${how}.`, `仆人 ${servant} 的结束方式：${how}。`)
      return passedIf(servantEnd?.exitSignal === 'SIGTERM', evidence)
    },
  },
  {
    id: 'last-line-absent',
    sabotage: { daemon: 0 },
    title: { en: 'Its last line is never printed', 'zh-CN': '它的最后一行从未打印' },
    shows: (record) => cast(record).servantEnd,
    judge(record, locale) {
      const said = saidBy(record, 'servant')
      const done = said.filter((text) => text.includes('done')).length
      const evidence = sayIn(locale)(
        `The servant said that it was at work ${said.length - done} times, and ${done} times that it was done.`,
        `仆人说“在工作”${said.length - done} 次，说“做完了”${done} 次。`,
      )
      return passedIf(said.length - done === 1 && done === 0, evidence)
    },
  },
  {
    id: 'newcomer-silent',
    sabotage: { daemon: 0 },
    title: {
      en: 'A daemon that is started by the last line says nothing at all',
      'zh-CN': '最后一行才启动的守护进程一句话也没说',
    },
    shows: (record) => markBy(record, 'master', 'code-ends'),
    judge(record, locale) {
      const { codeEnd } = cast(record)
      const said = saidBy(record, 'newcomer').length
      const evidence = sayIn(locale)(
        `The newcomer was started right before ${seconds(codeEnd ?? 0)} s, and printed ${said} lines.`,
        `后来者在 ${seconds(codeEnd ?? 0)} 秒之前刚刚启动，打印了 ${said} 行。`,
      )
      return passedIf(codeEnd !== undefined && said === 0, evidence)
    },
  },
  {
    id: 'not-held-up',
    sabotage: { daemon: 0 },
    title: { en: 'The parent does not wait for its daemons to finish', 'zh-CN': '父进程不等守护进程做完' },
    shows: (record) => cast(record).masterEnd,
    judge(record, locale) {
      const { codeEnd, masterEnd, servantEnd } = cast(record)
      const workMs = leftToDoUs(record) / 1000
      if (codeEnd === undefined || masterEnd === undefined) {
        return passedIf(false, sayIn(locale)('The master did not come to its end.', '主人没有执行到最后。'))
      }
      const tookMs = (masterEnd.t - codeEnd) / 1000
      const evidence = sayIn(locale)(
        `The master ended ${tookMs.toFixed(0)} ms after its code; its servants had ${workMs.toFixed(0)} ms of work, and the first ended by ${servantEnd?.exitSignal ?? 'itself'}.`,
        `代码结束 ${tookMs.toFixed(0)} 毫秒后主人结束；仆人的工作需要 ${workMs.toFixed(0)} 毫秒，第一个仆人的结束方式：${servantEnd?.exitSignal ?? '自行结束'}。`,
      )
      // One that was ended by a signal was not waited for, however late the busy machine let the master end.
      const inTime = tookMs < workMs * 0.8 || servantEnd?.exitSignal === 'SIGTERM'
      return passedIf(inTime, evidence)
    },
  },
]
