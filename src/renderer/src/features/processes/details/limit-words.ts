import type { MessageId } from '../../../i18n/en.ts'
import type { Text } from '../../../i18n/use-text.ts'

/** As the kernel names them: lnames in fs/proc/base.c. */
const limits: Readonly<Record<string, MessageId>> = {
  'Max cpu time': 'limit.cpuTime',
  'Max file size': 'limit.fileSize',
  'Max data size': 'limit.dataSize',
  'Max stack size': 'limit.stackSize',
  'Max core file size': 'limit.coreSize',
  'Max resident set': 'limit.residentSet',
  'Max processes': 'limit.processes',
  'Max open files': 'limit.openFiles',
  'Max locked memory': 'limit.lockedMemory',
  'Max address space': 'limit.addressSpace',
  'Max file locks': 'limit.fileLocks',
  'Max pending signals': 'limit.pendingSignals',
  'Max msgqueue size': 'limit.queueSize',
  'Max nice priority': 'limit.nice',
  'Max realtime priority': 'limit.realtimePriority',
  'Max realtime timeout': 'limit.realtimeTimeout',
}

/** @returns what a limit is of, with its unit where that is not said by it; one that is not known as the kernel names it */
export function limitWords(name: string, unit: string | undefined, text: Text): string {
  const known = Object.hasOwn(limits, name) ? limits[name] : undefined
  if (known !== undefined) return text(known)
  const plain = name.replace(/^Max /, '')
  return unit === undefined || unit === 'bytes' || plain.split(' ').includes(unit) ? plain : `${plain} (${unit})`
}
