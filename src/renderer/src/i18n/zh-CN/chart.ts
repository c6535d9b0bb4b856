import type { chart as english } from '../en/chart.ts'

export const chart: Readonly<Record<keyof typeof english, string>> = {
  'chart.asTable': '以表格显示',
  'chart.asTableOf': '以表格显示：{title}',
  'chart.tableOf': '{title}：共 {all} 个值，显示 {shown} 个，最新的在前',
  'chart.time': '时间',
  'chart.failed': '无法从主机取得图表；表格里是同样的内容。',
}
