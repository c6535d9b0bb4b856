import { spawnSync } from 'node:child_process'

const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] as const

/**
 * @returns what to put before a command so that it runs as an ordinary user: nothing where this process is one; for root
 *   a user namespace, which changes who it is and not which files it may read; undefined where there is neither
 */
export function asOrdinaryUser(): readonly string[] | undefined {
  if (process.getuid?.() !== 0) return []
  const [program, ...options] = namespace
  const tried = spawnSync(program, [...options, 'id', '-u'], { encoding: 'utf8' })
  return tried.stdout?.trim() === '1000' ? namespace : undefined
}
