import type { Session, WebContents, WebFrameMain } from 'electron'
import { openExternal } from './opener.ts'
import { origin, startPage } from './security.ts'

/** Only the page itself may speak: a top frame whose address and origin are the app's (an `about:blank` inherits the origin, not the address). */
export function isOurPage(frame: Pick<WebFrameMain, 'parent' | 'origin' | 'url'> | null): boolean {
  if (!frame || frame.parent || frame.origin !== origin) return false
  const { protocol, host } = new URL(frame.url)
  return `${protocol}//${host}` === origin
}

/** Keeps a window where it is: no navigation but a reload, no new windows, no webviews; links for the web go to the system's browser. */
export function guardContents(contents: WebContents): void {
  const stay = (details: { url: string; isMainFrame: boolean; preventDefault(): void }) => {
    if (!details.isMainFrame || details.url.split('#')[0] !== startPage) details.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url).catch(() => undefined) // refused or not openable: the window stays as it is
    return { action: 'deny' }
  })
}

/** Folium needs no permission, so every request, check and device is refused. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // macOS asks the user by itself, and has no such handler.
  if (process.platform !== 'darwin')
    session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
}
