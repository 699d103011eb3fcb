// What keeps a window from the machine, in one place. The app reads these tables, and tests/e2e/electron.spec.ts
// compares them with what the running app has really set.

export const scheme = 'app'
/** The window's origin, exactly. */
export const origin = 'app://bundle'
export const startPage = `${origin}/`

/** Not corsEnabled, no bypassCSP, no service workers. */
export const schemePrivileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }

export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  /** On Linux and Windows the checker would fetch its dictionaries from a server that nobody asked. */
  spellcheck: false,
}

/** Electron's security checklist, in its order, with what a probe of the running app must find. */
export const checklist = {
  'only-secure-content': [startPage],
  'no-node-in-windows': [false, false, false],
  'context-isolation': true,
  'process-sandbox': true,
  'permissions-refused': 'denied',
  'web-security': true,
  'content-security-policy': 'enforced',
  'no-insecure-content': false,
  'no-experimental-features': false,
  'no-blink-features': null,
  'no-webview-popups': false,
  'webviews-refused': 'prevented',
  'navigation-refused': 'prevented',
  'new-windows-refused': 'deny',
  'open-external-only-web': ['http:', 'https:'],
  'current-electron': 45,
  'senders-checked': 'refused',
  'no-file-protocol': true,
  'fuses-chosen': 9,
  'no-electron-in-windows': ['folium'],
} as const

/** How the packaged program's fuses are set (names of @electron/fuses, in the order of the wire). */
export const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}
