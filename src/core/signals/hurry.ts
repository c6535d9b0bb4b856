import { constants, getPriority, setPriority } from 'node:os'

const usual = getPriority()

/**
 * Puts this thread before others while a tree is stopped: hundreds of processes that do nothing but fork leave it so
 * little CPU time that the stopping takes a minute. Done where the OS allows it (setpriority(2): root, CAP_SYS_NICE).
 * @returns puts it back
 */
export function hurry(): () => void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST)
  } catch {
    return () => undefined
  }
  return () => setPriority(usual)
}
