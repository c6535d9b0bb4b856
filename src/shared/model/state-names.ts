import type { Locale } from '../contract/lab.ts'
import type { ProcessState } from '../contract/process.ts'

/** As the table calls them; a test compares. */
const chinese: Readonly<Record<ProcessState | 'gone', string>> = {
  running: '运行',
  sleeping: '睡眠',
  'disk-sleep': '磁盘睡眠',
  stopped: '停止',
  traced: '被跟踪',
  zombie: '僵尸',
  idle: '空闲',
  dead: '死亡',
  unknown: '状态未知',
  gone: '不存在',
}

/** @returns each of the states once, in the words of evidence; – for none */
export function stateNames(states: readonly (ProcessState | 'gone')[], locale: Locale): string {
  const each = [...new Set(states)].map((state) => (locale === 'en' ? state : chinese[state]))
  return each.join(locale === 'en' ? ', ' : '、') || '–'
}
