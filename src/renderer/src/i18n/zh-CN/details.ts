import type { details as english } from '../en/details.ts'

export const details: Readonly<Record<keyof typeof english, string>> = {
  'details.title': '详情',
  'details.none': '选择一个进程，即可看到对它的解释。',
  'details.parents': '父进程',
  'details.command': '命令行',
  'details.noCommand': '没有命令行，或系统不提供。',
  'details.reveal': '显示',
  'details.masked': '看起来像机密的内容已被遮住。',
  'details.started': '启动时间',
  'details.executable': '可执行文件',
  'details.sameByCommand': '等价的命令',
  'details.copy': '复制',
  'details.copied': '已复制',
  'details.zombie': '它已经结束，只剩下退出状态。{parent} 没有等待它。信号对它无效：父进程等待它或结束时，它才会消失。',
  'details.orphan':
    '它原来的父进程 {parent} 已经结束，由 {adopter} 收养。{evidence, select, observed {这是 Forkscope 亲眼看到的。} other {根据它的进程组和会话推断。}}',
  'details.stopped': '它已停止，收到 SIGCONT 之前什么也不做。',
  'details.daemonUnix': 'Unix 守护进程：没有终端，有自己的会话。',
  'details.daemonLab': 'multiprocessing 意义上的守护进程：父进程正常结束时它被终止。',
  'details.kernel': '内核线程：不能向它发送信号。',
  'details.close': '关闭详情',
}
