import { execFileSync } from 'node:child_process'

/**
 * What `ps aux | grep NAME` does, without hitting grep itself and without other people's programs: only children of this
 * process are looked at.
 * @param sloppy whether any text that contains the name will do
 */
export function find(name: string, sloppy: boolean): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? []
    if (Number(parent) !== process.pid) return []
    const given = /--forkscope-name=(\S+)/u.exec(command)?.[1] ?? ''
    return (sloppy ? given.includes(name) : given === name) ? [Number(pid)] : []
  })
}
