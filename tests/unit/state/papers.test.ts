import { afterEach, expect, test, vi } from 'vitest'

const hash = 'a'.repeat(64)

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['have come', { ok: true, value: new Uint8Array() }],
  ['will not come', { ok: false, error: { code: 'paper-gone', params: {} } }],
])('asks for annotations, once, when the bytes of the paper %s', async (_, bytes) => {
  vi.resetModules()
  const asked: string[] = []
  let send = () => {}
  const sent = new Promise<void>(resolve => (send = resolve))
  vi.stubGlobal('window', {
    folium: {
      call: async (_number: number, name: string) => {
        asked.push(name)
        if (name !== 'paper:read') return { ok: true, value: [] }
        await sent
        return bytes
      },
      cancel: () => undefined,
      onProgress: () => undefined,
      onEvent: () => undefined,
      onConnection: () => undefined,
    },
  })
  await (await import('../../../renderer/bridge.ts')).connect()
  const { readPaper } = await import('../../../renderer/state/papers.ts')
  const { loadAnnotations } = await import('../../../renderer/state/annotations.ts')
  const options = { signal: new AbortController().signal, onProgress: () => undefined }
  const read = readPaper(hash, options).catch(() => null)
  // The pages and the panel want them.
  const loaded = Promise.all([loadAnnotations(hash), loadAnnotations(hash)])
  await new Promise(resolve => setTimeout(resolve))
  expect(asked).toEqual(['paper:read'])
  send()
  await Promise.all([read, loaded])
  expect(asked).toEqual(['paper:read', 'annotation:list'])
})
