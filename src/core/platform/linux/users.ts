import { readFileSync, statSync } from 'node:fs'

/**
 * Names of users from /etc/passwd, read again when that file changes.
 * @returns uid → name; the number as text for one it does not list
 */
export function createUserNames(file = '/etc/passwd'): (uid: number) => string {
  let names = new Map<number, string>()
  let readAt = -1
  const refresh = (): void => {
    try {
      const changedAt = statSync(file).mtimeMs
      if (changedAt === readAt) return
      readAt = changedAt
      names = new Map()
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        const [name, , uid] = line.split(':')
        if (name !== undefined && uid !== undefined && !names.has(Number(uid))) names.set(Number(uid), name)
      }
    } catch {
      // No such file in some containers: numbers are shown.
    }
  }
  return (uid) => {
    if (!names.has(uid)) refresh()
    return names.get(uid) ?? String(uid)
  }
}
