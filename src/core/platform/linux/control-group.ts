/** Where a process stands in the hierarchy of control groups. */
export interface ControlGroup {
  readonly cgroup: string
  readonly unit?: string
  readonly container?: string
}

/** Docker, Podman, containerd and CRI-O name the group of a container by its id: 64 hexadecimal digits. */
const containerId = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/
const shownOfId = 12
/** systemd.unit(5): what runs processes. The slices around them only divide resources. */
const unitName = /\.(?:service|scope|socket|mount|swap)$/

/**
 * @param text `/proc/PID/cgroup`, cgroups(7): a line for each hierarchy, `number:controllers:path`
 * @returns the place in the unified hierarchy, or in systemd's own; undefined when the process stands in neither
 */
export function parseControlGroup(text: string): ControlGroup | undefined {
  const paths = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, , controllers, path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? []
    if (controllers !== undefined && path !== undefined) paths.set(controllers, path)
  }
  const unified = paths.get('')
  // Where both exist, the unified one may be empty of processes.
  const cgroup = unified === undefined || unified === '/' ? (paths.get('name=systemd') ?? unified) : unified
  if (cgroup === undefined) return undefined
  const unit = cgroup.split('/').findLast((name) => unitName.test(name))
  const container = containerId.exec(cgroup)?.[1]?.slice(0, shownOfId)
  return {
    cgroup,
    ...(unit !== undefined && { unit: unescaped(unit) }),
    ...(container !== undefined && { container }),
  }
}

/** systemd writes what a name may not hold as `\x2d`. */
function unescaped(unit: string): string {
  return unit.replace(/\\x([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
