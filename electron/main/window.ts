import path from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { EventName, Events } from '../contract/events.ts'
import { startPage, windowPreferences } from './security.ts'
import { readWindowState, writeWindowState } from './window-state.ts'

/** Folium has one window. Null before the start, and on macOS after it was closed. */
let window: BrowserWindow | null = null

/** The window has asked for the library, so its page is there and listens. */
let listening = false
const waiting: (() => void)[] = []

/** Opens the window where it was left, or brings it to the front. */
export function showWindow(): void {
  if (!window) return openWindow()
  if (window.isMinimized()) window.restore()
  window.focus()
}

function openWindow(): void {
  const stateFile = path.join(app.getPath('userData'), 'window.json')
  const state = readWindowState(
    stateFile,
    screen.getAllDisplays().map(display => display.workArea),
  )
  const opened = new BrowserWindow({
    ...(state?.bounds ?? { width: 1280, height: 860 }),
    minWidth: 400,
    minHeight: 300,
    show: false,
    // The page's own ground (renderer/ui/theme.css), so that nothing flashes before its first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141416' : '#f6f6f4',
    webPreferences: { ...windowPreferences, preload: path.join(import.meta.dirname, '../preload/preload.cjs') },
  })
  window = opened
  if (state?.maximised) opened.maximize()
  opened.once('ready-to-show', () => opened.show())
  opened.on('close', () =>
    writeWindowState(stateFile, { bounds: opened.getNormalBounds(), maximised: opened.isMaximized() }),
  )
  opened.webContents.on('did-navigate', () => (listening = false))
  opened.on('closed', () => {
    window = null
    listening = false
  })
  opened.loadURL(startPage).catch((error: unknown) => console.error('the window could not be loaded:', error))
}

/** Sends an event to the window, if there is one. */
export function tellWindow<K extends EventName>(name: K, value: Events[K]): void {
  window?.webContents.send(name, value)
}

export function windowListens(): void {
  listening = true
  for (const goOn of waiting.splice(0)) goOn()
}

/** Resolves when an event sent to the window will be heard. */
export const whenWindowListens = (): Promise<void> =>
  listening ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))
