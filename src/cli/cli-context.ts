import { join } from 'node:path'
import { builtFiles } from '../backend/built-files.ts'
import { createBackend, type Backend } from '../backend/create-backend.ts'
import { TemporaryFolderError } from '../backend/own-programs.ts'
import { ReadOnlyError } from '../backend/read-only.ts'
import { chooseCliPlatform } from './platform/choose-cli-platform.ts'
import type { CliPlatform } from './platform/cli-platform.ts'
import type { Terminal } from './terminal.ts'
import { FailedError, UsageError } from './usage-error.ts'

/** What every command gets. */
export interface CliContext {
  readonly terminal: Terminal
  readonly platform: CliPlatform
  readonly version: string
  readonly packageFolder: string
  readonly rendererFolder: string
  /** A backend of this command's own; the caller stops it. */
  openBackend(options?: { readonly readOnly?: boolean }): Promise<Backend>
}

/** @param outMain the folder of the built entry */
export function createContext(outMain: string, version: string, terminal: Terminal): CliContext {
  return {
    terminal,
    platform: chooseCliPlatform(),
    version,
    packageFolder: join(outMain, '../..'),
    rendererFolder: join(outMain, '../renderer'),
    openBackend: ({ readOnly = false } = {}) => createBackend({ files: builtFiles(outMain), version, readOnly }),
  }
}

/**
 * Runs a task with a backend of its own, which is stopped whatever happens.
 * @throws FailedError for what a read-only Forkscope does not do, UsageError where it can keep nothing for a run
 */
export async function withBackend<Result>(
  context: CliContext,
  task: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const backend = await context.openBackend()
  try {
    return await task(backend)
  } catch (cause) {
    if (cause instanceof TemporaryFolderError) throw new UsageError(cause.message, { cause })
    throw cause instanceof ReadOnlyError ? new FailedError(cause.message, { cause }) : cause
  } finally {
    await backend.stop()
  }
}
