/** Drawn on a square of 16 units, as lines; the lab's is filled. */
export const badgeIcons = {
  /** A coffin. */
  zombie: 'M6 1.5h4l2.5 4-2 9h-5l-2-9z',
  /** The ends of a chain, and the gap between them. */
  orphan:
    'M6.5 4.5 8 3a3.5 3.5 0 0 1 5 5l-1.5 1.5M9.5 11.5 8 13a3.5 3.5 0 0 1-5-5l1.5-1.5M5 2v1.5M2 5h1.5M11 14v-1.5M14 11h-1.5',
  /** A chain that holds. */
  daemon: 'M7 9a3.2 3.2 0 0 0 4.6 0l2-2A3.2 3.2 0 0 0 9 2.4l-1 1M9 7a3.2 3.2 0 0 0-4.6 0l-2 2A3.2 3.2 0 0 0 7 13.6l1-1',
  /** A chip with its legs. */
  kernel: 'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  /** The dot of the lab. */
  lab: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z',
} as const
