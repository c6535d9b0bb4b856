import type { app as english } from '../en/app.ts'

export const app: Readonly<Record<keyof typeof english, string>> = {
  'app.navigation': '页面',
  'page.processes': '进程',
  'page.machine': '本机',
  'page.lab': '实验室',
  'page.settings': '设置',
  'connection.connecting': '正在连接 Forkscope……',
  'connection.lost': '与 Forkscope 的连接断开了，正在重试。现在看到的内容可能已过时。',
  'connection.retry': '立即重试',
  'connection.expired': '这个链接已经用过或已失效。',
  'connection.expiredHelp':
    '在运行 `forkscope serve` 的终端里按回车可得到新的链接，或者重新运行它，再打开它打印的链接。',
  'status.processes': '{count} 个进程',
  'status.running': '{count} 个运行中',
  'status.zombies': '{count} 个僵尸',
  'status.orphans': '{count} 个孤儿',
  'status.cpu': 'CPU {percent} %',
  'status.memory': '{used} / {total}',
  'status.source': '{source}，{cost} 毫秒',
  'status.sourceTitle': '进程表的来源，以及最近一次采样的耗时',
  unknownProcess: '未知进程',
  readOnly: '这个 Forkscope 是只读的。',
  readOnlyHelp: '只读：不带 --read-only 启动才能结束进程。',
  readOnlyHelpSetting: '只读：可以在设置中关闭。',
}
