import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import { refuseUnknown, strict } from './strict.ts'

function image(width: number, height: number): Electron.NativeImage {
  const known = {
    isEmpty: () => width === 0 || height === 0,
    getSize: () => ({ width, height }),
    resize(options: Electron.ResizeOptions) {
      refuseUnknown('NativeImage.resize', options, ['width', 'height'])
      const ratio = height === 0 ? 0 : width / height
      const { width: wide = (options.height ?? height) * ratio, height: high = wide / (ratio || 1) } = options
      return image(Math.round(wide), Math.round(high))
    },
  } satisfies Partial<Electron.NativeImage>
  // Of Electron's object it has what is known; anything else throws.
  return strict('NativeImage', known) as unknown as Electron.NativeImage
}

export const nativeImage = strict('nativeImage', {
  /** A picture of any size; as in Electron an empty one when there is none. */
  createFromPath(path: string): Electron.NativeImage {
    try {
      const bytes = readFileSync(path)
      // PNG: width and height stand at the head of its first chunk.
      return bytes.toString('latin1', 1, 4) === 'PNG'
        ? image(bytes.readUInt32BE(16), bytes.readUInt32BE(20))
        : image(0, 0)
    } catch {
      return image(0, 0)
    }
  },
} satisfies Partial<typeof Electron.nativeImage>)
