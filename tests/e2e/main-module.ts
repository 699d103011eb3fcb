import type * as Electron from 'electron'

/** What the double shows beside Electron's module (tests/double/electron.mjs). */
export interface DoubleView {
  record: { name: string; args: unknown[] }[]
  answers: Map<string, unknown>
  privileged: Electron.CustomScheme[]
  sandboxed(): boolean
  handlers: {
    permissionRequest(contents: null, permission: string, decide: (granted: boolean) => void, details: object): void
    permissionCheck(contents: null, permission: string, origin: string, details: object): boolean
    devicePermission(details: object): boolean
    bluetoothPairing(details: object, answer: (response: { confirmed: boolean }) => void): void
    usbProtectedClasses(details: { protectedClasses: string[] }): string[]
  }
  /** Calls a handler of ipcMain as if a frame had sent the call. */
  invokeFrom(
    frame: { url: string; origin: string; parent: object | null } | null,
    channel: string,
    ...args: unknown[]
  ): Promise<unknown>
}

/** The module that `running.main` hands to a function: Electron's, in the double with `double`. */
export type MainModule = typeof Electron & { double: DoubleView }
