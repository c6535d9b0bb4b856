import type { Lesson } from '../shared/model/lesson.ts'
import { startAFunction } from './lessons/11-start-a-function/lesson.ts'
import { startASubclass } from './lessons/12-start-a-subclass/lesson.ts'
import { pidAndPpid } from './lessons/13-pid-and-ppid/lesson.ts'
import { findAndKill } from './lessons/14-find-and-kill/lesson.ts'
import { parentWaits } from './lessons/15-parent-waits/lesson.ts'
import { zombie } from './lessons/16-zombie/lesson.ts'
import { join } from './lessons/18-join/lesson.ts'
import { orphan } from './lessons/17-orphan/lesson.ts'
import { startOrder } from './lessons/19-start-order/lesson.ts'
import { joinTogetherOrEach } from './lessons/20-join-together-or-each/lesson.ts'
import { aliveTerminateName } from './lessons/21-alive-terminate-name/lesson.ts'
import { terminateAParent } from './lessons/22-terminate-a-parent/lesson.ts'

/** Every lesson, in the order of the path. */
export const lessons: readonly Lesson[] = [
  startAFunction,
  startASubclass,
  pidAndPpid,
  findAndKill,
  parentWaits,
  zombie,
  orphan,
  join,
  startOrder,
  joinTogetherOrEach,
  aliveTerminateName,
  terminateAParent,
]
