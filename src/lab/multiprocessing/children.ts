import type { Process } from './process.ts'

/** The children of this process that have not been joined. */
export const children = new Set<Process>()
