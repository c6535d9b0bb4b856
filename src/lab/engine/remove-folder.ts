import { rmSync } from 'node:fs'

/** Removes the folder of a run. What cannot be removed now is left to whoever empties the temporary folder. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // The end of a run does not hang on it.
  }
}
