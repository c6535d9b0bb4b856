import { actions } from './en/actions.ts'
import { app } from './en/app.ts'
import { chart } from './en/chart.ts'
import { comfort } from './en/comfort.ts'
import { details } from './en/details.ts'
import { lab } from './en/lab.ts'
import { lacks } from './en/lacks.ts'
import { machine } from './en/machine.ts'
import { columns } from './en/columns.ts'
import { query } from './en/query.ts'
import { settings } from './en/settings.ts'
import { table } from './en/table.ts'
import { words } from './en/words.ts'

export const en = {
  ...app,
  ...table,
  ...query,
  ...columns,
  ...comfort,
  ...chart,
  ...details,
  ...actions,
  ...machine,
  ...settings,
  ...lacks,
  ...lab,
  ...words,
}

export type MessageId = keyof typeof en
