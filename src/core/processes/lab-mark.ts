import type { LabMark } from '../../shared/contract/process.ts'

const argument = /^--forkscope-(run|lesson|role|name)=(.*)$/s
const roles: readonly LabMark['role'][] = ['supervisor', 'main', 'child']

/** @returns the lab's mark that a lab process carries in its own arguments; undefined for every other process */
export function labMarkOf(command: readonly string[] | undefined): LabMark | undefined {
  if (command === undefined) return undefined
  const found = new Map<string, string>()
  for (const each of command) {
    const match = argument.exec(each)
    if (match?.[1] !== undefined) found.set(match[1], match[2] ?? '')
  }
  const run = found.get('run')
  const lesson = found.get('lesson')
  const role = roles.find((each) => each === found.get('role'))
  if (run === undefined || lesson === undefined || role === undefined) return undefined
  const name = found.get('name')
  return { run, lesson, role, ...(name !== undefined && { name }) }
}
