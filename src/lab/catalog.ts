import type { Lesson } from '../shared/model/lesson.ts'
import { kernelAndUser } from './lessons/01-kernel-and-user/lesson.ts'
import { multiprogramming } from './lessons/02-multiprogramming/lesson.ts'
import { addressSpaces } from './lessons/03-address-spaces/lesson.ts'
import { concurrentOrParallel } from './lessons/04-concurrent-or-parallel/lesson.ts'
import { coresAndTasks } from './lessons/05-cores-and-tasks/lesson.ts'
import { processStates } from './lessons/06-process-states/lesson.ts'
import { programAndProcess } from './lessons/07-program-and-process/lesson.ts'
import { familyTree } from './lessons/08-family-tree/lesson.ts'
import { processGroup } from './lessons/09-process-group/lesson.ts'
import { threadsAndCores } from './lessons/10-threads-and-cores/lesson.ts'
import { startAFunction } from './lessons/11-start-a-function/lesson.ts'
import { startASubclass } from './lessons/12-start-a-subclass/lesson.ts'
import { pidAndPpid } from './lessons/13-pid-and-ppid/lesson.ts'
import { findAndKill } from './lessons/14-find-and-kill/lesson.ts'
import { parentWaits } from './lessons/15-parent-waits/lesson.ts'
import { zombie } from './lessons/16-zombie/lesson.ts'
import { orphan } from './lessons/17-orphan/lesson.ts'
import { join } from './lessons/18-join/lesson.ts'
import { startOrder } from './lessons/19-start-order/lesson.ts'
import { joinTogetherOrEach } from './lessons/20-join-together-or-each/lesson.ts'
import { aliveTerminateName } from './lessons/21-alive-terminate-name/lesson.ts'
import { terminateAParent } from './lessons/22-terminate-a-parent/lesson.ts'
import { memoryIsPrivate } from './lessons/23-memory-is-private/lesson.ts'
import { socketServer } from './lessons/24-socket-server/lesson.ts'
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
import { queue } from './lessons/35-queue/lesson.ts'
import { pipe } from './lessons/36-pipe/lesson.ts'
import { producerConsumer } from './lessons/37-producer-consumer/lesson.ts'
import { joinableQueue } from './lessons/38-joinable-queue/lesson.ts'
import { bigMessage } from './lessons/39-big-message/lesson.ts'
import { rabbitmqLesson } from './lessons/40-rabbitmq/lesson.ts'

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
  processGroup,
  threadsAndCores,
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
  memoryIsPrivate,
  socketServer,
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
  queue,
  pipe,
  producerConsumer,
  joinableQueue,
  bigMessage,
  rabbitmqLesson,
]
