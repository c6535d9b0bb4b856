import { requireKoffi, type LoadKoffi } from '../load-koffi.ts'

/** @returns the title of each process's foremost visible window, by pid */
export type ReadTitles = () => ReadonlyMap<number, string>

/** Windows come and go while they are walked through: the walk ends whatever they do. */
const mostWindows = 10_000
/** UTF-16 units, as the table needs no more. */
const longestTitle = 255

/**
 * The windows of the desktop, foremost first, through koffi.
 * @returns undefined without koffi or the calls
 */
export function loadWindowTitles(loadKoffi: LoadKoffi = requireKoffi): ReadTitles | undefined {
  try {
    const user = loadKoffi().load('user32.dll')
    // EnumWindows would call back from Windows into JavaScript; this one is asked for the next instead.
    const findNext = user.func('void * __stdcall FindWindowExW(void *parent, void *after, void *kind, void *title)')
    const isVisible = user.func('int __stdcall IsWindowVisible(void *window)')
    // For another process's window it reads what Windows keeps, and waits for nobody.
    const getText = user.func('int __stdcall GetWindowTextW(void *window, void *text, int room)')
    const getPid = user.func('uint32_t __stdcall GetWindowThreadProcessId(void *window, void *pid)')
    const text = Buffer.alloc((longestTitle + 1) * 2)
    const pid = Buffer.alloc(4)
    return () => {
      const titles = new Map<number, string>()
      let window: unknown = findNext(null, null, null, null)
      for (let seen = 0; window !== null && seen < mostWindows; seen += 1) {
        if (Number(isVisible(window)) !== 0) {
          const length = Number(getText(window, text, longestTitle + 1))
          const title = text.toString('utf16le', 0, length * 2)
          if (length > 0 && Number(getPid(window, pid)) !== 0 && !titles.has(pid.readUInt32LE())) {
            titles.set(pid.readUInt32LE(), title)
          }
        }
        window = findNext(null, window, null, null)
      }
      return titles
    }
  } catch {
    return undefined
  }
}
