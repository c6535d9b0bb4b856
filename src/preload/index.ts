import { contextBridge, ipcRenderer } from 'electron'

// The page gets a port and nothing else: no channel names, no event objects, no Node.
const channel = 'forkscope'

contextBridge.exposeInMainWorld('forkscope', {
  send: (message: unknown): void => ipcRenderer.send(channel, message),
  onMessage: (listener: (message: unknown) => void): (() => void) => {
    const receive = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on(channel, receive)
    return () => ipcRenderer.off(channel, receive)
  },
})
