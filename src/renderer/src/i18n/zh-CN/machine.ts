import type { machine as english } from '../en/machine.ts'

export const machine: Readonly<Record<keyof typeof english, string>> = {
  'machine.loading': '正在读取本机数据……',
  'machine.system': '系统',
  'machine.kernel': '内核',
  'machine.architecture': '架构',
  'machine.processor': '处理器',
  'machine.booted': '启动于',
  'machine.cpu': 'CPU',
  'machine.cpuN': 'CPU {n}',
  'machine.memory': '内存',
  'machine.swap': '交换区',
  'machine.load': '平均负载（1、5、15 分钟）',
  'machine.states': '各状态的进程数',
  'machine.bootedAt': '{time}，{uptime}',
  'machine.uptime': '已运行 {days, plural, =0 {} other {# 天 }}{hours} 小时 {minutes} 分',
  'machine.noSwap': '本机没有交换区。',
}
