import { exitOf, isOver, marksOf, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { rabbitmq } from './broker-service.ts'
import { eatenCount, rabbitmqChecks } from './rabbitmq-checks.ts'

export const rabbitmqLesson: Lesson = {
  id: '40-rabbitmq',
  chapter: 8,
  title: { en: 'A queue for many machines: RabbitMQ', 'zh-CN': '跨机器的队列：RabbitMQ' },
  summary: {
    en: 'The same producers and consumers over a real message broker. Consumers acknowledge what they have eaten; what a killed one had in its hands is delivered again, and a durable queue outlives a restart of the broker.',
    'zh-CN':
      '同样的生产者和消费者，换成真正的消息代理。消费者吃完才确认；被结束的消费者手里的消息会重新投递，持久队列在代理重启之后依然存在。',
  },
  covers: ['46'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  needs: rabbitmq,
  parameters: [
    speed,
    {
      name: 'prefetch',
      title: { en: 'Unacknowledged messages that a consumer may hold', 'zh-CN': '消费者最多可持有的未确认消息数' },
      min: 1,
      max: 18,
      step: 1,
      default: 1,
    },
    toggle('die', { en: 'The first consumer is killed with a message', 'zh-CN': '第一个消费者持有消息时被结束' }, true),
    toggle('restart', {
      en: 'Restart the broker between making and eating (by hand)',
      'zh-CN': '做完之后、吃之前重启代理（需手动）',
    }),
    toggle(
      'persistent',
      { en: 'Break it: messages are not put on disk (0)', 'zh-CN': '破坏它：消息不写磁盘（0）' },
      true,
    ),
    toggle('acknowledge', { en: 'Break it: no acknowledgements (0)', 'zh-CN': '破坏它：不确认（0）' }, true),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'eaten',
      kind: 'number',
      text: {
        en: '18 buns are made. One of two consumers is killed with its first bun in its hands. How many are eaten in the end?',
        'zh-CN': '一共做了 18 个包子。两个消费者之一在拿着第一个包子时被结束。最后吃掉几个？',
      },
      measure: eatenCount,
      tolerance: 0,
    },
    {
      id: 'dropped',
      kind: 'choice',
      text: {
        en: 'What becomes of the bun that the killed consumer held?',
        'zh-CN': '被结束的消费者手里的那个包子会怎样？',
      },
      options: [
        { id: 'lost', text: { en: 'It is lost, as in lesson 37', 'zh-CN': '丢失，与第 37 课一样' } },
        { id: 'again', text: { en: 'Somebody else gets it', 'zh-CN': '由别的消费者得到' } },
      ],
      measure(record) {
        const killed = processNamed(record, 'consumer-1')?.pid ?? 0
        const held = marksOf(record, 'delivered', killed).length > 0
        if (!held || exitOf(record, killed)?.exitSignal !== 'SIGKILL' || !isOver(record)) return undefined
        const deliveries = marksOf(record, 'delivered').map(({ value }) => JSON.stringify(value))
        return deliveries.some((each) => each.includes('"again":true')) ? 'again' : 'lost'
      },
    },
  ],
  variants: [
    {
      id: 'no-acknowledgements',
      title: { en: 'Without acknowledgements', 'zh-CN': '不使用确认' },
      parameters: { acknowledge: 0 },
    },
    {
      id: 'greedy',
      title: { en: 'A consumer may hold all 18', 'zh-CN': '消费者可以一次持有全部 18 条' },
      parameters: { prefetch: 18 },
    },
    {
      id: 'restart',
      title: {
        en: 'Restart the broker, by hand when the console says so',
        'zh-CN': '重启代理（看到控制台提示后手动操作）',
      },
      parameters: { restart: 1 },
    },
    {
      id: 'restart-in-memory',
      title: { en: 'Restart it with messages that are not on disk', 'zh-CN': '消息不写磁盘，再重启代理' },
      parameters: { restart: 1, persistent: 0 },
    },
    { id: 'nobody-dies', title: { en: 'Nobody is killed', 'zh-CN': '没有人被结束' }, parameters: { die: 0 } },
  ],
  actions: [
    {
      id: 'kill-consumer',
      title: { en: 'Kill the other consumer too', 'zh-CN': '把另一个消费者也结束掉' },
      target: 'consumer-2',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: rabbitmqChecks,
}
