import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallest = { width: 800, height: 500 }
const usual = { width: 1280, height: 800 }

/** @returns the remembered bounds if they still lie on a display; otherwise a usual size, for the OS to place */
export function usableBounds(remembered: unknown, displays: readonly Bounds[]): Partial<Bounds> & typeof usual {
  if (!isBounds(remembered)) return usual
  const { x, y } = remembered
  const width = Math.max(smallest.width, remembered.width)
  const height = Math.max(smallest.height, remembered.height)
  // Enough of the title bar must be reachable to drag the window.
  const reachable = displays.some(
    (display) =>
      x + width > display.x + 100 &&
      x < display.x + display.width - 100 &&
      y >= display.y &&
      y < display.y + display.height - 50,
  )
  return reachable ? { x, y, width, height } : { width, height }
}

/** @returns what the file holds; undefined when there is none or it cannot be read */
export function readBounds(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Remembers; a folder that cannot be written costs only the memory. */
export function writeBounds(file: string, bounds: Bounds): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(bounds))
  } catch (cause) {
    process.stderr.write(`The window's place is not remembered: ${String(cause)}\n`)
  }
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false
  return ['x', 'y', 'width', 'height'].every((key) => Number.isFinite(Reflect.get(value, key)))
}
