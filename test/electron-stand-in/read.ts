/** Reading what the debugging protocol sends: its form is Chromium's affair, each reader checks what it takes. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let found = value
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return found
}

/** @throws TypeError when there is no such text */
export function text(value: unknown, ...path: readonly string[]): string {
  const found = field(value, ...path)
  if (typeof found !== 'string') throw new TypeError(`Chromium sent no ${path.join('.')}.`)
  return found
}

/** @returns undefined when there is no such number */
export function number(value: unknown, ...path: readonly string[]): number | undefined {
  const found = field(value, ...path)
  return typeof found === 'number' ? found : undefined
}
