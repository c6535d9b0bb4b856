import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, marksOf, sayIn, textOf } from '../../../shared/model/evidence.ts'
import type { Judgement, RunRecord, Service } from '../../../shared/model/lesson.ts'

export const rabbitmq: Service = {
  name: 'RabbitMQ',
  variable: 'FORKSCOPE_AMQP_URL',
  parameter: 'broker',
  setting: 'amqpUrl',
  url: 'amqp://localhost:5672',
  start: {
    en: 'Start one: "apt-get install rabbitmq-server && rabbitmq-server -detached", or "docker run -d --rm -p 5672:5672 rabbitmq"; one elsewhere (amqp://user:password@host:5672) is named in the settings, by --param broker=…, or by the environment variable FORKSCOPE_AMQP_URL.',
    'zh-CN':
      '启动方法：“apt-get install rabbitmq-server && rabbitmq-server -detached”，或“docker run -d --rm -p 5672:5672 rabbitmq”；如果它在别处（amqp://用户:密码@主机:5672），请在设置里、用 --param broker=…，或用环境变量 FORKSCOPE_AMQP_URL 指定。',
  },
}

/** @returns why nothing can be told of a run without a broker; undefined when there was one */
export function withoutBroker(record: RunRecord, locale: Locale): Judgement | undefined {
  const missing = marksOf(record, 'no-broker')[0]
  if (missing === undefined) return undefined
  const host = textOf(missing.value)
  const why = sayIn(locale)(
    `There is no RabbitMQ at ${host}, or it did not let us in.`,
    `在 ${host} 没有 RabbitMQ，或者它拒绝了连接。`,
  )
  return inconclusive(`${why} ${rabbitmq.start[locale]}`)
}
