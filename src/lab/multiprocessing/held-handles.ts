import type { Link } from './link.ts'

/** How many objects of this process stand for the same handle: both ends of a pipe do. */
const held = new Map<string, number>()

const collected = new FinalizationRegistry<{ readonly id: string; readonly link: Link }>(({ id, link }) => {
  const left = (held.get(id) ?? 1) - 1
  if (left > 0) held.set(id, left)
  else {
    held.delete(id)
    link.drop(id)
  }
})

/** The broker forgets what no process has any more: it is told when the garbage collector has taken the last object here. */
export function holdHandle(object: object, id: string, link: Link): void {
  held.set(id, (held.get(id) ?? 0) + 1)
  collected.register(object, { id, link })
}
