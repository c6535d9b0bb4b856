export { Barrier } from './barrier.ts'
export { Condition } from './condition.ts'
export { Connection, Pipe } from './connection.ts'
export {
  AssertionError,
  BrokenBarrierError,
  BrokenPipeError,
  Empty,
  EOFError,
  Full,
  OSError,
  RuntimeError,
  ValueError,
} from './errors.ts'
export { cpuCount } from './cpu-count.ts'
export { parentProcess } from './current-process.ts'
export { Event } from './event.ts'
export { Lock, RLock } from './lock.ts'
export { activeChildren, currentProcess } from './main-process.ts'
export { main, parameter } from './main.ts'
export { Process } from './process.ts'
export type { ProcessOptions } from './process-options.ts'
export { JoinableQueue, Queue } from './queue.ts'
export { BoundedSemaphore, Semaphore } from './semaphore.ts'
export { Sentinel } from './sentinel.ts'
export { SimpleQueue } from './simple-queue.ts'
export { sleep, sleepSync } from './sleep.ts'
export { mark } from './mark.ts'
export { wait } from './wait.ts'
