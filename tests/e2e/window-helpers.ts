import type { Page } from '@playwright/test'
import type { Progress } from '../../electron/contract/bridge.ts'
import { emptyLibrary } from '../../electron/contract/empty-library.ts'
import type { Library, LibraryView } from '../../electron/contract/library.ts'
import type { Running } from './app.ts'

/** The window's door, past the contract's types: for what a page should not send. */
export interface RawDoor {
  call(number: number, name: string, args: unknown): Promise<unknown>
  cancel(number: number): void
  onProgress(listener: (number: number, progress: Progress) => void): void
  onEvent(listener: (name: string, value: unknown) => void): void
}
/** What a call that succeeded gives. */
export interface Answer<T> {
  value: T
}
type Window = { folium: RawDoor; heard?: [string, unknown][] }

let nextNumber = 1_000_000

/** What the host answers to a call made by hand, past the window's own client. */
export const answerOf = (page: Page, name: string, args: unknown, number = nextNumber++): Promise<unknown> =>
  page.evaluate(([chosen, call, given]) => (window as unknown as Window).folium.call(chosen, call, given), [
    number,
    name,
    args,
  ] as const)

/** Starts to keep the events that reach the page; file bytes are kept as text. Asks for the library, as a page does that listens. */
export async function hear(page: Page): Promise<void> {
  await page.evaluate(() => {
    const target = window as unknown as Window
    const heard: [string, unknown][] = (target.heard = [])
    target.folium.onEvent((name, value) => {
      const { bytes } = value as { bytes?: Uint8Array }
      heard.push([name, bytes ? { ...(value as object), bytes: new TextDecoder().decode(bytes) } : value])
    })
  })
  await answerOf(page, 'library:get', {})
}

/** The library's tables as the host has them. */
export async function tablesOf(page: Page): Promise<Library> {
  const { value } = (await answerOf(page, 'library:get', {})) as { value: LibraryView }
  const tables: Library = emptyLibrary()
  for (const line of new TextDecoder().decode(value.lines).trim().split('\n')) {
    const [table, records] = JSON.parse(line) as [keyof Library, object]
    Object.assign(tables[table], records)
  }
  return tables
}

export const heard = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    wanted =>
      ((window as unknown as Window).heard ?? []).filter(([event]) => event === wanted).map(([, value]) => value),
    name,
  )

/** Keeps what would be handed to the system's browser, instead of handing it over. */
export const watchOutside = (running: Running): Promise<void> =>
  running.main(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async url => void opened.push(url)
  })

export const openedOutside = (running: Running): Promise<string[]> =>
  running.main(() => (globalThis as unknown as { opened: string[] }).opened)
