import { join } from 'node:path'

/** The built programs that the backend starts, as absolute paths. */
export interface BackendFiles {
  readonly sampler: string
  readonly supervisor: string
  readonly child: string
  readonly lessonFolder: string
}

/**
 * @param outMain the folder of the built entry that asks: its `import.meta.dirname`
 * @returns the other programs of the same build
 */
export function builtFiles(outMain: string): BackendFiles {
  return {
    sampler: join(outMain, 'sampler.js'),
    supervisor: join(outMain, 'lab-supervisor.js'),
    child: join(outMain, 'lab-child.js'),
    lessonFolder: join(outMain, 'lessons'),
  }
}
