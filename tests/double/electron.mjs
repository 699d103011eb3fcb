// A small stand-in for Electron's main-process module, for machines without Electron's program. It runs in Node, from the
// built bundles' `import … from 'electron'`; its windows are pages of a Chromium, at the other end of wire.mjs (double.ts).
import { EventEmitter } from 'node:events'
import { app, state } from './app.mjs'
import { defaultSession, net, privileged, protocol, session } from './session.mjs'
import { answers, note, record, serve, strict } from './wire.mjs'
import { BrowserWindow, invoke, ipcMain } from './window.mjs'

const shell = strict('shell', { openExternal: async url => void note('shell.openExternal', url) })
const dialog = strict('dialog', {
  showOpenDialog: async (...args) => note('dialog.showOpenDialog', args.at(-1)) ?? { canceled: true, filePaths: [] },
  showErrorBox: (title, content) => void note('dialog.showErrorBox', title, content),
})
const nativeTheme = strict('nativeTheme', Object.assign(new EventEmitter(), { shouldUseDarkColors: false }))
const workArea = { x: 0, y: 0, width: 1920, height: 1080 }
const screen = strict('screen', { getAllDisplays: () => [{ id: 1, workArea, bounds: workArea, scaleFactor: 1 }] })

class Menu {
  static shown = null
  static setApplicationMenu = menu => void (Menu.shown = menu)
  static getApplicationMenu = () => Menu.shown
  static buildFromTemplate = template =>
    Object.assign(new Menu(), {
      items: template.map(item => {
        if (!item.label && !item.role && item.type !== 'separator')
          throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
        return { ...item, submenu: Array.isArray(item.submenu) ? Menu.buildFromTemplate(item.submenu) : null }
      }),
    })
  getMenuItemById = id =>
    this.items.flatMap(item => [item, ...(item.submenu?.items ?? [])]).find(item => item.id === id) ?? null
}

/** What a test may see and do that Electron does not show. */
const double = {
  record,
  answers,
  privileged,
  sandboxed: () => state.sandboxed,
  handlers: defaultSession.handlers,
  invokeFrom: (frame, channel, ...args) => invoke(BrowserWindow.getAllWindows()[0].webContents, frame, channel, args),
}

/** As Playwright's ElectronApplication.evaluate: a function of the test, run here with the module. */
serve.evaluate = async ({ source, argument }) =>
  (0, eval)(`(${source})`)(
    { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, net, protocol, screen, session, shell, double },
    argument,
  )

export { start } from './app.mjs'
export { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, net, protocol, screen, session, shell }
