import type { lacks as english } from '../en/lacks.ts'

export const lacks: Readonly<Record<keyof typeof english, string>> = {
  'lack.unreadable': '无法读取 {root}（{error}），改用 ps-list。',
  'lack.lists-nothing': '{root} 中没有列出进程，改用 ps-list。',
  'lack.hidden': '系统隐藏了其他用户的进程（{root} 以 hidepid={hidepid} 挂载），因此它们不会列出。',
  'lack.silent':
    '内核在这里不报告进程的开始和结束（进程连接器被拒绝）：进程表按刷新间隔查看，存在时间更短的进程会被漏掉。',
  'lack.no-states': 'ps-list 不提供状态、进程组、会话、终端和线程，因此无法识别僵尸进程和孤儿进程。',
  'lack.reported-cpu': 'CPU 是系统为每个进程报告的数值，而不是自上次采样以来的用量。',
  'lack.whole-seconds': '这里的启动时间只精确到秒，由它构成的进程身份也是如此。',
  'lack.names-only': '在 Windows 上目前只知道 PID、父进程和名称：进程由 PID 和名称识别，而不是由启动时间识别。',
  'lack.two-steps': '这里在发送信号时无法固定进程：检查和发送是两个步骤，理论上 PID 可能在其间易主。',
  'lack.two-steps-no-helper': '发送信号时无法固定进程（无法加载本机辅助库 koffi）：检查和发送是两个步骤。',
  'lack.two-steps-refused': '发送信号时无法固定进程（{call} 在这里返回 {error}）：检查和发送是两个步骤。',
  'lack.no-suspend': '无法暂停进程：无法加载本机辅助库 koffi。',
  'lack.no-births': '无法核实哪些进程属于同一棵进程树，只向根进程发送信号：无法加载本机辅助库 koffi。',
  'lack.no-affinity': '无法选择 CPU：无法加载本机辅助库 koffi。',
  'lack.affinity-by-tool': 'CPU 由工具 taskset 设置：无法加载本机辅助库 koffi。',
}
