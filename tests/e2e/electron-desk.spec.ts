import { mkdir, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Paper } from '../../electron/contract/library.ts'
import { expect, type Running, test } from './app.ts'
import { type Answer, answerOf, hear, heard, type RawDoor, tablesOf } from './window-helpers.ts'

test.skip(({ door }) => door === 'browser', 'the browser door has no menu, no window of its own and no second start')

test('speaks the system’s language in its menu, and another at once', async ({ running }) => {
  const names = () =>
    running.main(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.map(item => item.label)
        .filter(label => label !== 'Folium'),
    )
  const english = process.platform === 'darwin' ? ['File', 'Edit', 'View', 'Window'] : ['File', 'Edit', 'View']
  expect(await names()).toEqual(english)
  await answerOf(running.page, 'settings:change', { change: { language: 'zh-CN' } })
  await expect.poll(names).toEqual(['文件', '编辑', '显示', '窗口'].slice(0, english.length))
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('starts with a Chinese menu', async ({ running }) => {
    expect(await running.main(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('find')?.label)).toBe('查找')
  })
})

test('sends the menu’s commands to the window', async ({ running }) => {
  await hear(running.page)
  for (const command of ['undo', 'find', 'toggle-topics'])
    await running.main(({ Menu }, id) => void Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command)
  await expect
    .poll(() => heard(running.page, 'command:chosen'))
    .toEqual([{ command: 'undo' }, { command: 'find' }, { command: 'toggle-topics' }])
})

test('imports the list chosen from the menu', async ({ running }) => {
  const list = await fileBeside(running, 'list.md', '# Topic\n')
  await hear(running.page)
  await running.main(
    ({ dialog }, file) => void (dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })),
    list,
  )
  await running.main(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('import')?.click())
  await expect.poll(() => heard(running.page, 'file:opened')).toEqual([{ fileName: 'list.md', bytes: '# Topic\n' }])
})

test('a second start opens its file and link here', async ({ running }) => {
  const list = await fileBeside(running, 'second.md', '# Second\n')
  await hear(running.page)
  expect(await running.second([list, 'folium://topic/abcd_1', 'folium://topic/a..b', 'folium://other/abcd'])).toBe(0)
  await expect.poll(() => heard(running.page, 'file:opened')).toEqual([{ fileName: 'second.md', bytes: '# Second\n' }])
  await expect.poll(() => heard(running.page, 'topic:requested')).toEqual([{ topicId: 'abcd_1' }])
  expect(await running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('says of an opened file that cannot be read', async ({ running }) => {
  await running.main(({ dialog }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    dialog.showErrorBox = (_title, text) => void shown.push(text)
  })
  await hear(running.page)
  await running.second([path.join(running.library, 'missing.pdf')])
  await expect
    .poll(() => running.main(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([expect.stringContaining('missing.pdf')])
})

test('carries twenty megabytes each way', async ({ running: { page } }) => {
  test.slow()
  const itemId = await itemAdded(page, 'Large')
  const sizes = await page.evaluate(async item => {
    const { folium } = window as unknown as { folium: RawDoor }
    const bytes = new Uint8Array(20_000_000).fill(65)
    bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
    const attached = (await folium.call(902, 'paper:attach', {
      itemId: item,
      fileName: 'large.pdf',
      bytes,
    })) as Answer<Paper>
    const read = (await folium.call(903, 'paper:read', { hash: attached.value.id })) as Answer<Uint8Array>
    return [attached.value.bytes, read.value.length, read.value[0], read.value.at(-1)]
  }, itemId)
  expect(sizes).toEqual([20_000_000, 20_000_000, 37, 65])
})

test('reports progress, and stops a call that is cancelled', async ({ running }) => {
  test.slow()
  const [short, long] = ['a'.repeat(64), 'b'.repeat(64)]
  await paperOfZeros(running, short, 9_000_000)
  await paperOfZeros(running, long, 400_000_000) // long enough for the cancel to arrive while it is read
  const outcome = await running.page.evaluate(
    async ([first, second]) => {
      const { folium } = window as unknown as { folium: RawDoor }
      const progress: [number, number][] = []
      folium.onProgress((number, { done, total }) => void (number === 911 && progress.push([done, total])))
      await folium.call(911, 'paper:read', { hash: first })
      const stopped = folium.call(912, 'paper:read', { hash: second }) as Promise<{ ok: boolean; error?: unknown }>
      folium.cancel(912)
      return { progress, error: (await stopped).error }
    },
    [short, long] as const,
  )
  const steps = [4 << 20, 8 << 20, 9_000_000]
  expect(outcome.progress).toEqual(steps.map(done => [done, 9_000_000]))
  expect(outcome.error).toEqual({ code: 'cancelled', params: {} })
})

test('keeps the window’s place, but not off every screen', async ({ running }) => {
  const bounds = { x: 60, y: 70, width: 900, height: 700 }
  await running.main(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
  await running.restart()
  const place = () => running.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(await place()).toEqual(bounds)
  await running.close()
  await writeFile(
    path.join(running.userData, 'window.json'),
    JSON.stringify({ bounds: { ...bounds, x: 90_000 }, maximised: false }),
  )
  await running.open()
  expect((await place())?.x).toBeLessThan(90_000)
})

test('quits only when the library is closed', async ({ running }) => {
  const added = await answerOf(running.page, 'topic:add', { parentId: null, before: null, title: 'Kept' })
  expect(added).toMatchObject({ ok: true })
  expect(await running.close()).toBe(0)
  await running.open()
  const { topics } = await tablesOf(running.page)
  expect(Object.values(topics).map(topic => topic.title)).toContain('Kept')
})

async function fileBeside(running: Running, name: string, text: string): Promise<string> {
  const file = path.join(path.dirname(running.library), 'files', name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

/** Adds an item to the first topic; gives its id. */
async function itemAdded(page: Page, title: string): Promise<string> {
  const topicId = Object.keys((await tablesOf(page)).topics)[0]
  const { value: entryId } = (await answerOf(page, 'item:add', { topicId, title, url: null })) as Answer<string>
  const entry = (await tablesOf(page)).entries[entryId]
  return entry?.kind === 'item' ? entry.itemId : ''
}

/** Lays a file where a paper of that hash would lie. */
async function paperOfZeros(running: Running, hash: string, bytes: number): Promise<void> {
  const file = path.join(running.library, 'papers', `${hash}.pdf`)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, '')
  await truncate(file, bytes)
}
