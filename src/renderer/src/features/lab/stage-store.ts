import { createStore } from 'zustand/vanilla'
import { zoomed } from './timeline/view-math.ts'

/** A part of the run's time, microseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What the stage shows of the run: shared by tree, timeline, console and objects. */
export interface StageState {
  readonly selected: number | undefined
  /** The moment that is shown; undefined: the latest. */
  readonly cursorUs: number | undefined
  /** The part of the time that the timeline shows; undefined: all of it. */
  readonly span: Span | undefined
  readonly playing: boolean
  /** Of the replay: 1 is as fast as it happened. */
  readonly speed: number
  select(pid: number | undefined): void
  seek(cursorUs: number | undefined): void
  zoom(span: Span | undefined): void
  /** Moment and part are brought within the run. */
  endAt(endUs: number): void
  reset(): void
}

export const stage = createStore<StageState>((set) => ({
  selected: undefined,
  cursorUs: undefined,
  span: undefined,
  playing: false,
  speed: 1,
  select: (selected) => set({ selected }),
  seek: (cursorUs) => set({ cursorUs }),
  zoom: (span) => set({ span }),
  endAt: (endUs) =>
    set(({ cursorUs, span }) => ({
      cursorUs: cursorUs === undefined ? undefined : Math.min(cursorUs, endUs),
      span: span && zoomed(span, 1, span.from, endUs),
    })),
  reset: () => set({ selected: undefined, cursorUs: undefined, span: undefined, playing: false }),
}))
