import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openingFromLink, openingsFrom, readOpened } from '../../../electron/main/openings.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'folium-openings-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('reads a topic out of a folium link', () => {
  expect(openingFromLink('folium://topic/abcd_1-2')).toEqual({ topicId: 'abcd_1-2' })
  expect(openingFromLink('FOLIUM://topic/abcd/')).toEqual({ topicId: 'abcd' })
})

test.each([
  'folium://topic/',
  'folium://topic/a',
  'folium://topic/../../x',
  'folium://topic/ab%2fcd',
  'folium://paper/abcd',
  'https://topic/abcd',
  '',
])('takes no topic from %j', link => {
  expect(openingFromLink(link)).toBeNull()
})

test('finds lists, papers and links among other arguments', () => {
  const argv = ['.', '--inspect', 'list.md', '/tmp/a.PDF', '--x=b.md', 'folium://topic/abcd', 'notes.docx']
  expect(openingsFrom(argv, '/home/me')).toEqual([
    { file: path.resolve('/home/me/list.md') },
    { file: path.resolve('/tmp/a.PDF') },
    { topicId: 'abcd' },
  ])
})

test('reads an opened file with its name', async () => {
  const file = path.join(folder, '列表.md')
  await writeFile(file, '# A\n')
  const { fileName, bytes } = await readOpened(file)
  expect([fileName, new TextDecoder().decode(bytes)]).toEqual(['列表.md', '# A\n'])
})

test('refuses a missing file and a folder', async () => {
  for (const file of [path.join(folder, 'missing.md'), folder])
    await expect(readOpened(file)).rejects.toMatchObject({ code: 'file-unreadable' })
})
