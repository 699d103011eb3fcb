import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Highlight } from '../../../electron/contract/annotation.ts'
import { type Host, openHost } from '../../../electron/host/index.ts'
import type * as Annotations from '../../../renderer/state/annotations.ts'

const paper = 'a'.repeat(64)
const highlight: Highlight = {
  id: 'mark1',
  kind: 'highlight',
  paper,
  quote: { exact: 'words', prefix: '', suffix: '' },
  parts: [{ page: 1, start: 0, end: 5, rectsPt: [[0, 0, 10, 10]] }],
  color: 'yellow',
  comment: '',
  author: '',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
}

let directory: string
let host: Host
let state: typeof Annotations
/** Answers of the host wait for this. */
let gate: Promise<void>

/** The disk is full: edits do not reach the host. */
let full = false

/** A window on a real host, without a wire between them. */
async function openWindow(): Promise<void> {
  vi.resetModules()
  const signal = new AbortController().signal
  vi.stubGlobal('window', {
    folium: {
      call: async (_number: number, name: string, args: unknown) => {
        if (full) return { ok: false, error: { code: 'disk-full', params: {} } }
        const result = await host.dispatch(name, args, { signal, progress: () => undefined })
        await gate
        return result
      },
      cancel: () => undefined,
      onProgress: () => undefined,
      onEvent: (listener: Parameters<Host['subscribe']>[0]) => host.subscribe(listener),
      onConnection: () => undefined,
    },
  })
  await (await import('../../../renderer/bridge.ts')).connect()
  state = await import('../../../renderer/state/annotations.ts')
  await state.loadAnnotations(paper)
}

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-annotations-'))
  gate = Promise.resolve()
  full = false
  host = await openHost({
    libraryPath: directory,
    resourcesPath: path.resolve('resources'),
    version: '0',
    door: 'browser',
    systemLanguage: 'en',
    seed: false,
    openExternal: () => Promise.resolve(),
  })
  await openWindow()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

const here = () => state.useAnnotations.getState().papers[paper]
const shown = () => state.shownRecords(here())

test('shows an annotation as pending until the host has it', async () => {
  let open = () => {}
  gate = new Promise(resolve => (open = resolve))
  const written = state.addAnnotation(highlight, paper)
  expect(shown()).toEqual([highlight])
  expect(here()?.pending).toHaveProperty('mark1')
  open()
  expect(await written).toBe(true)
  expect(here()).toMatchObject({ saved: { mark1: highlight }, pending: {}, failure: null })
  await openWindow()
  expect(shown()).toEqual([highlight])
})

test('takes back what the host refuses and says why', async () => {
  expect(await state.addAnnotation({ ...highlight, paper: 'b'.repeat(64) }, paper)).toBe(false)
  expect(shown()).toEqual([])
  expect(here()?.failure).toMatchObject({ id: 'mark1', cause: { code: 'invalid-argument' } })
})

test('keeps a comment that was refused', async () => {
  await state.addAnnotation(highlight, paper)
  state.draftComment('mark1', 'a thought')
  full = true
  expect(await state.keepComment(paper, 'mark1')).toBe(false)
  expect(shown()).toMatchObject([{ comment: '' }])
  expect(state.useAnnotations.getState().drafts['mark1']).toBe('a thought')
  full = false
  expect(await state.keepComment(paper, 'mark1')).toBe(true)
  expect(shown()).toMatchObject([{ comment: 'a thought' }])
  expect(state.useAnnotations.getState().drafts).toEqual({})
})

test('keeps both of two edits under way at once', async () => {
  await state.addAnnotation(highlight, paper)
  const edits = [
    state.changeAnnotation(highlight, { color: 'red' }),
    state.changeAnnotation({ ...highlight, color: 'red' }, { comment: 'both' }),
  ]
  expect(await Promise.all(edits)).toEqual([true, true])
  expect(shown()).toMatchObject([{ color: 'red', comment: 'both' }])
  expect(here()?.pending).toEqual({})
})

test('deletes what is still on its way, and brings it back', async () => {
  const edits = [
    state.addAnnotation(highlight, paper),
    state.deleteAnnotations(paper, ['mark1']),
    state.stepAnnotations(paper, 'undo'),
  ]
  expect(shown()).toEqual([])
  await Promise.all(edits)
  expect(shown()).toEqual([highlight])
  expect(here()).toMatchObject({ pending: {}, failure: null })
})

test('deletes, takes back and does again', async () => {
  await state.addAnnotation(highlight, paper)
  await state.deleteAnnotations(paper, ['mark1'])
  expect(shown()).toEqual([])
  await state.stepAnnotations(paper, 'undo')
  expect(shown()).toEqual([highlight])
  await state.stepAnnotations(paper, 'redo')
  expect(shown()).toEqual([])
})

test('keeps kinds of a newer version', async () => {
  const ink = { id: 'ink1', kind: 'ink', strokes: [[1, 2]] }
  expect(await state.addAnnotation(ink, paper)).toBe(true)
  expect(shown()).toEqual([ink])
})
