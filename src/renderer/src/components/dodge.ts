/** Edges on the screen, in pixels. */
export type Box = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>

/** So near counts as under the pointer. */
const marginPx = 12

/** @returns how far a box must move down (or, negative, up) so that its dangerous part is not under the pointer; pixels */
export function dodgeBy(
  danger: Box,
  box: Box,
  at: { readonly x: number; readonly y: number },
  windowHeight: number,
): number {
  const isNear =
    at.x > danger.left - marginPx &&
    at.x < danger.right + marginPx &&
    at.y > danger.top - marginPx &&
    at.y < danger.bottom + marginPx
  if (!isNear) return 0
  const down = at.y - danger.top + 2 * marginPx
  const up = danger.bottom - at.y + 2 * marginPx
  return box.bottom + down <= windowHeight ? down : -up
}
