import type { Process } from './process.ts'

/** The children of this process that have not been joined. */
export const children = new Set<Process>()

/** The starts that are under way: what will be a child is none yet. */
export const starts = new Set<Promise<void>>()
