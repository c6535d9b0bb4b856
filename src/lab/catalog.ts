import type { Lesson } from '../shared/model/lesson.ts'
import { zombie } from './lessons/16-zombie/lesson.ts'
import { memoryIsPrivate } from './lessons/23-memory-is-private/lesson.ts'
import { printLast } from './lessons/25-print-last/lesson.ts'
import { printInOrder } from './lessons/26-print-in-order/lesson.ts'
import { daemon } from './lessons/27-daemon/lesson.ts'
import { daemonHasNoChildren } from './lessons/28-daemon-has-no-children/lesson.ts'
import { daemonExercise } from './lessons/29-daemon-exercise/lesson.ts'
import { unixDaemon } from './lessons/30-unix-daemon/lesson.ts'
import { terminalContention } from './lessons/31-terminal-contention/lesson.ts'
import { mutex } from './lessons/32-mutex/lesson.ts'
import { tickets } from './lessons/33-tickets/lesson.ts'
import { mutexOrJoin } from './lessons/34-mutex-or-join/lesson.ts'

/** Every lesson, in the order of the path. */
export const lessons: readonly Lesson[] = [
  zombie,
  memoryIsPrivate,
  printLast,
  printInOrder,
  daemon,
  daemonHasNoChildren,
  daemonExercise,
  unixDaemon,
  terminalContention,
  mutex,
  tickets,
  mutexOrJoin,
]
