/** The states of a process. Apart from the schemas, so that a page that only names them needs no library for them. */
export const processStates = [
  'running',
  'sleeping',
  'disk-sleep',
  'stopped',
  'traced',
  'zombie',
  'idle',
  'dead',
  'unknown',
] as const
