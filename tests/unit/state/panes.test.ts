import { afterEach, expect, test, vi } from 'vitest'
import type { Paper } from '../../../electron/contract/library.ts'
import type * as Panes from '../../../renderer/state/panes.ts'

const hash = 'a'.repeat(64)
const place: NonNullable<Paper['place']> = { page: 300, scale: 'auto', topPt: 12 }

afterEach(() => vi.unstubAllGlobals())

/** A window whose host has heard each call and answers once it is told to. */
async function openWindow(): Promise<{ panes: typeof Panes; answer(): void }> {
  vi.resetModules()
  let answer = () => {}
  const answered = new Promise<void>(resolve => (answer = resolve))
  vi.stubGlobal('window', {
    folium: {
      call: async () => {
        await answered
        return { ok: true, value: undefined }
      },
      cancel: () => undefined,
      onProgress: () => undefined,
      onEvent: () => undefined,
      onConnection: () => undefined,
    },
  })
  await (await import('../../../renderer/bridge.ts')).connect()
  return { panes: await import('../../../renderer/state/panes.ts'), answer }
}

test('opens a paper where it was left before the host has said so', async () => {
  const { panes, answer } = await openWindow()
  panes.keepPlace('main', hash, place, 300)
  expect(panes.placeLeft('main', hash)).toEqual(place)
  answer()
  // From now on it is where the library says: another window may have read on.
  await vi.waitFor(() => expect(panes.placeLeft('main', hash)).toBeUndefined())
})

test('takes the place left last where answers are slow', async () => {
  const { panes } = await openWindow()
  panes.keepPlace('main', hash, { ...place, page: 1 }, 300)
  panes.keepPlace('main', hash, place, 300)
  expect(panes.placeLeft('main', hash)).toEqual(place)
})
