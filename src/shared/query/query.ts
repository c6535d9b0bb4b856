/** A query as a tree; positions are where it stands in the text, for messages. */
export type Query =
  | { readonly kind: 'all' }
  /** Looked for in name and command line; a number means that pid too. */
  | { readonly kind: 'text'; readonly text: string }
  /** Matched with name and command line. */
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  /** A word of its own, as in `not kernel`. */
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'compare'; readonly field: FieldName; readonly operator: Operator; readonly value: Value }
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'and' | 'or'; readonly all: readonly Query[] }

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~'

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  /** In the field's own unit: bytes, milliseconds, percent. `text`: as it was written. */
  | { readonly kind: 'number'; readonly number: number; readonly text: string }

export const flags = ['kernel', 'zombie', 'orphan', 'daemon', 'stopped', 'running', 'lab'] as const
export type Flag = (typeof flags)[number]

/** What kind of value a field has, and so which operators and units it takes. */
export type FieldKind = 'text' | 'state' | 'number' | 'size' | 'duration'

export const fields = {
  name: 'text',
  command: 'text',
  user: 'text',
  executable: 'text',
  terminal: 'text',
  lesson: 'text',
  run: 'text',
  cgroup: 'text',
  unit: 'text',
  container: 'text',
  waiting: 'text',
  window: 'text',
  state: 'state',
  pid: 'number',
  ppid: 'number',
  parent: 'number',
  under: 'number',
  uid: 'number',
  group: 'number',
  session: 'number',
  threads: 'number',
  nice: 'number',
  cpu: 'number',
  port: 'number',
  priority: 'number',
  processor: 'number',
  descriptors: 'number',
  voluntary: 'number',
  involuntary: 'number',
  memory: 'size',
  read: 'size',
  write: 'size',
  age: 'duration',
  time: 'duration',
} as const satisfies Record<string, FieldKind>
export type FieldName = keyof typeof fields

/** Other names that people use for a field. */
export const aliases: Readonly<Record<string, FieldName>> = {
  mem: 'memory',
  rss: 'memory',
  rssbytes: 'memory',
  cmd: 'command',
  args: 'command',
  exe: 'executable',
  tty: 'terminal',
  pgid: 'group',
  processgroup: 'group',
  sid: 'session',
  cpupercent: 'cpu',
  image: 'name',
  cputime: 'time',
  service: 'unit',
  waitchannel: 'waiting',
  windowtitle: 'window',
  title: 'window',
  wchan: 'waiting',
  pri: 'priority',
  lastcpu: 'processor',
  psr: 'processor',
  fds: 'descriptors',
}

/** @returns the field of that name or alias */
export function fieldNamed(name: string): FieldName | undefined {
  const lower = name.toLowerCase()
  if (Object.hasOwn(fields, lower)) return lower as FieldName
  return Object.hasOwn(aliases, lower) ? aliases[lower] : undefined
}
