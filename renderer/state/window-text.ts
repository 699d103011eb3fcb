import { call } from '../bridge.ts'

let text = ''

/** Reads what the window had open when it was closed. Without it the window opens as new. */
export async function readWindow(): Promise<void> {
  text = await call('desk:get', {}).catch(() => '')
}
export const windowText = (): string => text

/** Keeps what the window has open; nobody waits for it, and what is lost is only that. */
export const keepWindow = (now: string): void => void call('desk:keep', { text: now }).catch(() => undefined)
