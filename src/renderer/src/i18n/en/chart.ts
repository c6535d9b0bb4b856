export const chart = {
  'chart.asTable': 'As a table',
  'chart.asTableOf': 'As a table: {title}',
  'chart.tableOf': '{title}: {shown} of {all} values, the latest first',
  'chart.time': 'Time',
  'chart.failed': 'The chart could not be fetched from the host; the table says the same.',
}
