import type { Settings } from '../contract/settings.ts'

/** What holds until a person changes it. Apart from the schema, so that the pages load no validator for it. */
export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  source: 'auto',
  intervalMs: 1000,
  density: 'compact',
  view: 'tree',
  columns: { tree: [], list: [] },
  savedFilters: [],
  savedViews: [],
  readOnly: false,
  amqpUrl: '',
  tray: false,
  learner: { progress: {}, place: '' },
}
