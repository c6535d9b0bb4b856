import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { statePercent, statesChecks } from './states-checks.ts'

export const processStates: Lesson = {
  id: '06-process-states',
  chapter: 1,
  title: { en: 'States of a process', 'zh-CN': '进程的状态' },
  summary: {
    en: 'Four children, four states: one computes (R), one sleeps (S), one was stopped by a signal (T), one is dead and not yet reaped (Z). Then the stopped one goes on, and the dead one is gone.',
    'zh-CN':
      '四个子进程，四种状态：一个在计算（R），一个在睡眠（S），一个被信号暂停（T），一个已死而尚未被回收（Z）。之后，暂停的继续运行，死去的被回收。',
  },
  covers: ['13'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'On Windows states belong to threads (ready, running, waiting and others); a process cannot be stopped by a signal, and there are no zombies. Its counterparts are NtSuspendProcess, and objects of ended processes that somebody still holds a handle to.',
      'zh-CN':
        '在 Windows 上，状态属于线程（就绪、运行、等待等）；进程不能用信号暂停，也没有僵尸进程。对应的是 NtSuspendProcess，以及仍有人持有句柄的已结束进程的对象。',
    },
  },
  parameters: [
    speed,
    toggle('swap', { en: 'Break it: swap computing and sleeping', 'zh-CN': '破坏它：交换计算与睡眠' }),
    toggle('noStop', { en: 'Break it: no SIGSTOP', 'zh-CN': '破坏它：不发送 SIGSTOP' }),
    toggle('reapAtOnce', { en: 'Break it: reap at once', 'zh-CN': '破坏它：立即回收' }),
    toggle('noContinue', { en: 'Break it: SIGKILL instead of SIGCONT', 'zh-CN': '破坏它：用 SIGKILL 代替 SIGCONT' }),
    toggle('noJoin', { en: 'Break it: no join', 'zh-CN': '破坏它：不 join' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'computing-percent',
      kind: 'number',
      unit: '%',
      text: {
        en: 'One child does nothing but compute. Other programs want the CPU as well. In how many of a hundred looks is it in state R?',
        'zh-CN': '一个子进程只做计算，而其他程序也想用 CPU。观察一百次，有多少次看到它处于 R 状态？',
      },
      tolerance: 15,
      measure: (record) => statePercent(record, 'running', 'running'),
    },
  ],
  variants: [
    {
      id: 'reap-at-once',
      title: { en: 'Reap the dead one at once', 'zh-CN': '立即回收' },
      parameters: { reapAtOnce: 1 },
    },
    {
      id: 'kill-the-stopped',
      title: { en: 'SIGKILL for the stopped one', 'zh-CN': '对暂停的进程发送 SIGKILL' },
      parameters: { noContinue: 1 },
    },
    { id: 'swap', title: { en: 'Swap computing and sleeping', 'zh-CN': '交换计算与睡眠' }, parameters: { swap: 1 } },
  ],
  actions: [
    {
      id: 'continue-stopped',
      title: { en: 'SIGCONT to the stopped one', 'zh-CN': '向暂停的进程发送 SIGCONT' },
      target: 'stopped',
      signal: 'SIGCONT',
    },
    {
      id: 'term-stopped',
      title: { en: 'SIGTERM to the stopped one', 'zh-CN': '向暂停的进程发送 SIGTERM' },
      target: 'stopped',
      signal: 'SIGTERM',
    },
    {
      id: 'stop-running',
      title: { en: 'Stop the one that computes', 'zh-CN': '暂停正在计算的进程' },
      target: 'running',
      signal: 'SIGSTOP',
    },
  ],
  probes: [],
  checks: statesChecks,
}
