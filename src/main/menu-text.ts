import type { Locale } from '../shared/contract/lab.ts'

// The page's words are in the renderer, which the main process may not import: what the system itself draws has its own.

const en = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  quit: 'Quit Forkscope',
  close: 'Close Window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  reload: 'Reload',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  resetZoom: 'Actual Size',
  fullScreen: 'Full Screen',
  minimize: 'Minimize',
  about: 'About Forkscope',
  open: 'Open Forkscope',
  allIdle: 'No process uses the CPU',
  couldNotStart: 'Forkscope could not start',
  notSaved: '{file} was not saved. Is the disk full, or may the folder not be written to? Save it in another place.',
}

export type MenuText = typeof en

const chinese: MenuText = {
  file: '文件',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  help: '帮助',
  quit: '退出 Forkscope',
  close: '关闭窗口',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  reload: '重新加载',
  zoomIn: '放大',
  zoomOut: '缩小',
  resetZoom: '实际大小',
  fullScreen: '全屏',
  minimize: '最小化',
  about: '关于 Forkscope',
  open: '打开 Forkscope',
  allIdle: '没有进程在使用 CPU',
  couldNotStart: 'Forkscope 无法启动',
  notSaved: '未能保存 {file}。磁盘可能已满，或该文件夹不可写入。请保存到其他位置。',
}

/** @returns the words of what the system draws: menus, the tray, the box of a failed start */
export function menuText(locale: Locale): MenuText {
  return locale === 'zh-CN' ? chinese : en
}

/** @param setting of the user @param system the system's language tag @returns the language to speak */
export function localeOf(setting: 'system' | Locale, system: string): Locale {
  if (setting !== 'system') return setting
  return system.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
