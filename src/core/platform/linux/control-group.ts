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
 * @returns the place in the unified hierarchy, or in systemd's own, or where it stands at the top of these, in that of a
 *   controller; undefined when it stands in none
 */
export function parseControlGroup(text: string): ControlGroup | undefined {
  const paths = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, , controllers, path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? []
    if (controllers !== undefined && path !== undefined) paths.set(controllers, path)
  }
  const isPlace = (path: string | undefined): path is string => path !== undefined && path !== '/'
  // Where both exist, the unified one may be empty of processes; without systemd only the controllers' are used.
  const named = [paths.get(''), paths.get('name=systemd')]
  const cgroup = named.find(isPlace) ?? mostTelling([...paths.values()].filter(isPlace)) ?? [...paths.values()][0]
  if (cgroup === undefined) return undefined
  const unit = cgroup.split('/').findLast((name) => unitName.test(name))
  const container = containerId.exec(cgroup)?.[1]?.slice(0, shownOfId)
  return {
    cgroup,
    ...(unit !== undefined && { unit: unescaped(unit) }),
    ...(container !== undefined && { container }),
  }
}

/** @returns the path that names a container, otherwise the deepest */
function mostTelling(paths: readonly string[]): string | undefined {
  const depthOf = (path: string): number => path.split('/').length
  return paths.find((path) => containerId.test(path)) ?? paths.toSorted((a, b) => depthOf(b) - depthOf(a))[0]
}

/** systemd writes what a name may not hold as `\x2d`, byte by byte. */
function unescaped(unit: string): string {
  return unit.replace(/(?:\\x[0-9a-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('\\x', ''), 'hex').toString('utf8'),
  )
}
