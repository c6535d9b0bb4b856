import type { Lesson } from '../shared/model/lesson.ts'
import { zombie } from './lessons/16-zombie/lesson.ts'
import { queue } from './lessons/35-queue/lesson.ts'
import { pipe } from './lessons/36-pipe/lesson.ts'
import { producerConsumer } from './lessons/37-producer-consumer/lesson.ts'
import { joinableQueue } from './lessons/38-joinable-queue/lesson.ts'
import { bigMessage } from './lessons/39-big-message/lesson.ts'
import { rabbitmqLesson } from './lessons/40-rabbitmq/lesson.ts'

/** Every lesson, in the order of the path. */
export const lessons: readonly Lesson[] = [
  zombie,
  queue,
  pipe,
  producerConsumer,
  joinableQueue,
  bigMessage,
  rabbitmqLesson,
]
