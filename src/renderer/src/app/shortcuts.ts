/** Every shortcut, by where it works; keys of one line are two spaces apart. */
export const shortcuts = {
  everywhere: [
    ['Ctrl+K', 'palette'],
    ['?', 'sheet'],
    ['F8', 'message'],
  ],
  searched: [['/  Ctrl+F', 'find']],
  messages: [['Escape', 'dismiss']],
  field: [
    ['Ctrl+Space  Alt+↓', 'options'],
    ['↓  ↑  Enter', 'choose'],
    ['Escape', 'close'],
    ['↓  Enter', 'leave'],
  ],
  table: [
    ['↓  ↑  PageDown  PageUp', 'move'],
    ['Home  End', 'ends'],
    ['→  ←', 'open'],
    ['Alt+↑', 'parent'],
    ['a–z', 'type'],
    ['Space  Ctrl+Click', 'mark'],
    ['Shift+Click', 'markTo'],
    ['Shift+↓  Shift+↑', 'extend'],
    ['Ctrl+A', 'markAll'],
    ['Escape', 'clear'],
    ['Enter', 'details'],
    ['Menu  Shift+F10', 'menu'],
    ['Delete', 'terminate'],
    ['Shift+Delete', 'kill'],
    ['f', 'follow'],
    ['p', 'pause'],
    ['Ctrl+C', 'copy'],
  ],
  titles: [
    ['→  ←  Home  End', 'titles'],
    ['Enter', 'sort'],
    ['Shift+→  Shift+←', 'width'],
    ['Alt+→  Alt+←', 'place'],
    ['Escape', 'noDrag'],
    ['Delete', 'hide'],
    ['Menu  Shift+F10', 'menu'],
  ],
  stage: [
    ['↓  ↑  Home  End', 'nextProcess'],
    ['→  ←', 'family'],
    ['Enter  Space  Menu  Delete', 'signals'],
  ],
  filled: [['Escape', 'leaveFilled']],
  timeline: [
    ['+  =  -  Ctrl+Wheel', 'zoom'],
    ['0', 'whole'],
    ['→  ←  Shift+Drag', 'pan'],
    ['Menu  Delete', 'signals'],
  ],
  playback: [
    ['→  ←', 'hundredth'],
    ['PageDown  PageUp', 'tenth'],
  ],
  panes: [
    ['→  ←  ↓  ↑', 'share'],
    ['Home  End', 'most'],
  ],
  editor: [
    ['Tab  Shift+Tab', 'indent'],
    ['Escape  Tab', 'leaveEditor'],
  ],
} as const

/** In the order of the sheet. */
export const shortcutPlaces = [
  'everywhere',
  'searched',
  'messages',
  'field',
  'table',
  'titles',
  'stage',
  'filled',
  'timeline',
  'playback',
  'panes',
  'editor',
] as const satisfies readonly (keyof typeof shortcuts)[]
