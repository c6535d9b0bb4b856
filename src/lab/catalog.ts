import type { Lesson } from '../shared/model/lesson.ts'
import { kernelAndUser } from './lessons/01-kernel-and-user/lesson.ts'
import { multiprogramming } from './lessons/02-multiprogramming/lesson.ts'
import { addressSpaces } from './lessons/03-address-spaces/lesson.ts'
import { concurrentOrParallel } from './lessons/04-concurrent-or-parallel/lesson.ts'
import { coresAndTasks } from './lessons/05-cores-and-tasks/lesson.ts'
import { processStates } from './lessons/06-process-states/lesson.ts'
import { programAndProcess } from './lessons/07-program-and-process/lesson.ts'
import { familyTree } from './lessons/08-family-tree/lesson.ts'
import { zombie } from './lessons/16-zombie/lesson.ts'

/** Every lesson, in the order of the path. */
export const lessons: readonly Lesson[] = [
  kernelAndUser,
  multiprogramming,
  addressSpaces,
  concurrentOrParallel,
  coresAndTasks,
  processStates,
  programAndProcess,
  familyTree,
  zombie,
]
