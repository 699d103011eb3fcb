import { contextBridge, ipcRenderer } from 'electron'
import { channels, type Door } from '../contract/bridge.ts'
import type { CallName } from '../contract/calls.ts'
import type { EventName } from '../contract/events.ts'

declare const __CALL_NAMES__: readonly CallName[]
declare const __EVENT_NAMES__: readonly EventName[]

const door: Door = {
  call: async (number, name, args) =>
    __CALL_NAMES__.includes(name)
      ? ipcRenderer.invoke(name, number, args)
      : { ok: false, error: { code: 'unknown-call', params: { name } } },
  cancel: number => ipcRenderer.send(channels.cancel, number),
  onProgress: listener => void ipcRenderer.on(channels.progress, (_event, number, value) => listener(number, value)),
  onEvent: listener => {
    for (const name of __EVENT_NAMES__) ipcRenderer.on(name, (_event, value) => listener(name, value))
  },
  onConnection: listener => listener(true),
}

contextBridge.exposeInMainWorld('folium', door)
