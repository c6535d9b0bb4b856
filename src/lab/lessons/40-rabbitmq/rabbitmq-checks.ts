import type { Locale } from '../../../shared/contract/lab.ts'
import {
  childrenOf,
  exitOf,
  inconclusive,
  isOver,
  mainOf,
  markedTexts,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
  textOf,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { withoutBroker } from './broker-service.ts'

const expected = 18

interface Delivery {
  readonly t: number
  readonly pid: number
  readonly bun: string
  readonly again: boolean
}

function deliveries(record: RunRecord): readonly Delivery[] {
  return marksOf(record, 'delivered').map(({ t, pid, value }) => {
    const { bun, again } = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
    return { t, pid, bun: textOf(bun), again: again === true }
  })
}

/** How many messages one consumer held at most that it had not acknowledged yet. */
function mostHeld(record: RunRecord, pid: number): number {
  let held = 0
  let most = 0
  for (const event of record.events) {
    if (event.kind !== 'mark' || event.pid !== pid) continue
    if (event.label === 'delivered') most = Math.max(most, (held += 1))
    if (event.label === 'eaten' && record.parameters['acknowledge'] === 1) held -= 1
    // What it held goes to somebody else.
    if (event.label === 'disconnected') held = 0
  }
  return most
}

/** @returns how many different items were eaten; undefined without a broker, and before the end */
export function eatenCount(record: RunRecord): number | undefined {
  if (marksOf(record, 'no-broker').length > 0 || !isOver(record)) return undefined
  return new Set(markedTexts(record, 'eaten')).size
}

const judged =
  (look: (record: RunRecord, locale: Locale) => Judgement): LessonCheck['judge'] =>
  (record, locale) =>
    withoutBroker(record, locale) ?? look(record, locale)

export const rabbitmqChecks: readonly LessonCheck[] = [
  {
    id: 'nothing-lost',
    sabotage: { acknowledge: 0 },
    title: {
      en: '18 made = 18 eaten, although a consumer was killed',
      'zh-CN': '尽管有消费者被结束，生产 18 个 = 消费 18 个',
    },
    shows: (record) => marksOf(record, 'eaten').at(-1),
    judge: judged((record, locale) => {
      const made = markedTexts(record, 'made')
      const eaten = markedTexts(record, 'eaten')
      const lost = made.filter((bun) => !eaten.includes(bun))
      const different = new Set(eaten).size
      const evidence = sayIn(locale)(
        `${made.length} were made, ${different} of them were eaten, ${eaten.length - different} a second time; lost: ${lost.join(', ') || 'none'}.`,
        `生产了 ${made.length} 个，其中 ${different} 个被吃掉，${eaten.length - different} 个又被吃了一次；丢失：${lost.join('、') || '无'}。`,
      )
      return passedIf(made.length === expected && different === expected && lost.length === 0, evidence)
    }),
  },
  {
    id: 'redelivered',
    sabotage: { acknowledge: 0 },
    title: { en: "The killed consumer's message is delivered again", 'zh-CN': '被结束的消费者手里的消息会重新投递' },
    shows: (record) =>
      deliveries(record).find(({ again }) => again) ?? exitOf(record, processNamed(record, 'consumer-1')?.pid ?? 0),
    judge: judged((record, locale) => {
      const say = sayIn(locale)
      const dead = processNamed(record, 'consumer-1')?.pid ?? 0
      const exit = exitOf(record, dead)
      const all = deliveries(record)
      const held = all.filter(({ pid }) => pid === dead).at(-1)
      if (exit?.exitSignal !== 'SIGKILL' || held === undefined) {
        return passedIf(false, say('No consumer was killed with a message.', '没有消费者在持有消息时被结束。'))
      }
      const next = all.find(({ bun, again, t }) => bun === held.bun && again && t > held.t)
      if (next === undefined) {
        const text = say(`"${held.bun}" died with consumer ${dead}.`, `“${held.bun}”随消费者 ${dead} 一起消失了。`)
        return passedIf(false, text)
      }
      const evidence = say(
        `Consumer ${dead} was killed with "${held.bun}", delivered at ${seconds(held.t)} s; the broker delivered it again, marked so, to ${next.pid} at ${seconds(next.t)} s.`,
        `消费者 ${dead} 在 ${seconds(held.t)} 秒收到“${held.bun}”后被结束；代理在 ${seconds(next.t)} 秒把它重新投递给 ${next.pid}，并带有重新投递的标记。`,
      )
      return passedIf(next.pid !== dead, evidence)
    }),
  },
  {
    id: 'one-at-a-time',
    sabotage: { prefetch: 18 },
    title: {
      en: 'A consumer holds one unacknowledged message at a time',
      'zh-CN': '每个消费者同一时刻只持有一条未确认的消息',
    },
    shows: (record) => marksOf(record, 'delivered')[0],
    judge: judged((record, locale) => {
      const say = sayIn(locale)
      const held = childrenOf(record)
        .filter(({ name }) => name.startsWith('consumer'))
        .map(({ pid, name }) => ({ name, most: mostHeld(record, pid) }))
      const list = held.map(({ name, most }) => `${name} ${most}`).join(', ') || '–'
      const evidence = say(
        `Delivered and not yet acknowledged, at most: ${list}; the limit was ${record.parameters['prefetch'] ?? '?'}.`,
        `已投递而尚未确认的最大数目：${list}；上限为 ${record.parameters['prefetch'] ?? '?'}。`,
      )
      return passedIf(held.length === 2 && held.every(({ most }) => most === 1), evidence)
    }),
  },
  {
    id: 'outlives-a-restart',
    sabotage: { restart: 1, persistent: 0 },
    applies: ({ restart }) => restart === 1,
    title: {
      en: 'What was made before a restart of the broker is eaten after it',
      'zh-CN': '代理重启之前生产的，重启之后都被消费',
    },
    shows: (record) => marksOf(record, 'restarted', mainOf(record))[0],
    judge: judged((record, locale) => {
      const say = sayIn(locale)
      const [gone, back] = ['disconnected', 'restarted'].map((label) => marksOf(record, label, mainOf(record))[0]?.t)
      if (gone === undefined || back === undefined) {
        return inconclusive(
          say(
            'Nobody restarted the broker while the main process waited for it: rabbitmqctl stop_app && rabbitmqctl start_app.',
            '主进程等待期间没有人重启代理：rabbitmqctl stop_app && rabbitmqctl start_app。',
          ),
        )
      }
      const before = marksOf(record, 'made').filter(({ t }) => t < gone)
      const after = marksOf(record, 'eaten').filter(({ t }) => t > back)
      const eaten = new Set(after.map(({ value }) => textOf(value)))
      const evidence = say(
        `${before.length} were made before the broker went at ${seconds(gone)} s; it was back at ${seconds(back)} s, and then ${eaten.size} of them were eaten.`,
        `代理在 ${seconds(gone)} 秒停止之前生产了 ${before.length} 个；它在 ${seconds(back)} 秒恢复，之后其中 ${eaten.size} 个被吃掉。`,
      )
      return passedIf(before.length === expected && eaten.size === expected, evidence)
    }),
  },
]
