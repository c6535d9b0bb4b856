let path: readonly number[] = []

/** For the bootstrap of a child, before anything is made. */
export function setIdentity(given: readonly number[]): void {
  path = given
}

/** @returns the path of the child of that number */
export function childPath(number: number): readonly number[] {
  return [...path, number]
}

/** @returns `1` in the main process, `1:2` in its first child */
export function identityText(number: number): string {
  return childPath(number).join(':')
}

/** Whether this process was started by another one of the program. */
export function isChild(): boolean {
  return path.length > 0
}
