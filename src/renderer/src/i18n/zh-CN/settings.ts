import type { settings as english } from '../en/settings.ts'

export const settings: Readonly<Record<keyof typeof english, string>> = {
  'settings.language': '语言',
  'settings.system': '跟随系统',
  'settings.theme': '主题',
  'settings.light': '浅色',
  'settings.dark': '深色',
  'settings.density': '行高',
  'settings.compact': '紧凑',
  'settings.comfortable': '宽松',
  'settings.view': '进程默认显示为',
  'settings.interval': '刷新间隔',
  'settings.seconds': '{seconds} 秒',
  'settings.source': '进程表来源',
  'settings.auto': '本系统最好的来源',
  'settings.psList': 'ps-list（通用）',
  'settings.about': '关于',
  'settings.version': 'Forkscope {version}，{runtime}，{platform} {architecture}，进程 {pid}',
  'settings.atomic': '信号只会到达你指的那个进程：其身份由内核保证（pidfd）。',
  'settings.notAtomic': '发送信号之前会立即检查进程的身份。',
  'settings.failed': '没有保存这项选择：{message}',
}
