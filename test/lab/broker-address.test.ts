import { afterEach, expect, it, vi } from 'vitest'
import { brokerUrl } from '../../src/lab/lessons/40-rabbitmq/targets.ts'

afterEach(() => vi.unstubAllEnvs())

it('the broker of lesson 40 is on this machine where the environment names none, or an empty one', () => {
  vi.stubEnv('FORKSCOPE_AMQP_URL', 'amqp://host:1')
  expect(brokerUrl()).toBe('amqp://host:1')
  vi.stubEnv('FORKSCOPE_AMQP_URL', undefined)
  expect(brokerUrl()).toBe('amqp://localhost:5672')
  vi.stubEnv('FORKSCOPE_AMQP_URL', '')
  expect(brokerUrl()).toBe('amqp://localhost:5672')
})
