import type { MessageId } from './en.ts'
import { actions } from './zh-CN/actions.ts'
import { app } from './zh-CN/app.ts'
import { chart } from './zh-CN/chart.ts'
import { comfort } from './zh-CN/comfort.ts'
import { details } from './zh-CN/details.ts'
import { lab } from './zh-CN/lab.ts'
import { lacks } from './zh-CN/lacks.ts'
import { machine } from './zh-CN/machine.ts'
import { columns } from './zh-CN/columns.ts'
import { query } from './zh-CN/query.ts'
import { settings } from './zh-CN/settings.ts'
import { table } from './zh-CN/table.ts'
import { words } from './zh-CN/words.ts'

export const chinese: Readonly<Record<MessageId, string>> = {
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
