import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { fileFromNote, noteFromFile, noteText } from '../../../../electron/host/keeping/note-files.ts'
import { callOn, hostIn } from '../opened.ts'

let root: string
let host: Host
const folder = (...names: string[]) => path.join(root, 'library', ...names)
const open = () => hostIn(root)
async function reopen(between: () => void = () => undefined): Promise<void> {
  await host.close()
  between()
  host = await open()
}
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const files = () => readdirSync(folder('notes')).sort()
const text = (name: string) => readFileSync(folder('notes', name), 'utf8')
const edit = (name: string, from: string, to: string) =>
  writeFileSync(folder('notes', name), text(name).replace(from, to))
const note = (topicId: string, language: 'en' | 'zh-CN' | null = null) => noteText(host.records.data, topicId, language)

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'folium-notes-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(root, { recursive: true, force: true })
})

async function topicWithNote(title: string, markdown: string, language: 'en' | 'zh-CN' | null = null) {
  const topicId = await call('topic:add', { parentId: null, before: null, title })
  await call('note:write', { topicId, language, markdown })
  return topicId
}

test('gives a note back from its file, whatever it says', () => {
  for (const words of ['', 'x', '---\ntopic: "other"\n---\n', 'a\r\nb\n\n', '数学 $x^2$ "quoted"']) {
    const content = fileFromNote('A "title": with: colons', { topicId: 'topic-0001', language: 'zh-CN', text: words })
    expect(noteFromFile(content)).toMatchObject({ topicId: 'topic-0001', language: 'zh-CN', text: words })
  }
  expect(noteFromFile('# A note of somebody else')).toBeNull()
})

test('leaves every note as a Markdown file with front matter', async () => {
  const topic = await topicWithNote('凸优化 / convex', '# Words\n\n$x^2$\n')
  await call('note:write', { topicId: topic, language: 'en', markdown: 'in English' })
  await reopen()
  expect(files()).toEqual([`凸优化-convex.${topic}.en.md`, `凸优化-convex.${topic}.md`].sort())
  expect(text(`凸优化-convex.${topic}.md`)).toMatch(
    /^---\ntitle: "凸优化 \/ convex"\ntopic: ".*"\nchecksum: "[0-9a-f]{8}"\n---\n# Words\n\n\$x\^2\$\n$/,
  )
  await call('topic:rename', { id: topic, title: 'renamed' })
  await call('note:write', { topicId: topic, language: 'en', markdown: '' })
  await reopen()
  expect(files()).toEqual([`renamed.${topic}.md`])
})

test('takes in a note that was changed outside, says so, and can take that back', async () => {
  const topic = await topicWithNote('topic', 'a mistaek here')
  await reopen(() => edit(`topic.${topic}.md`, 'mistaek', 'mistake'))
  expect(note(topic)).toBe('a mistake here')
  expect(host.notices).toEqual([{ key: 'notes-taken-in', params: { count: '1' } }])
  await call('library:undo', {})
  await reopen()
  expect(host.notices).toEqual([])
  expect(text(`topic.${topic}.md`)).toContain('mistaek')
})

test('keeps both texts where a note was changed here and outside', async () => {
  const topic = await topicWithNote('topic', 'first')
  await reopen()
  await reopen(() => {
    const name = `topic.${topic}.md`
    const before = text(name)
    const other = fileFromNote('topic', { topicId: topic, language: null, text: 'written before' })
    // The file says it was written from another text, and its own was changed since.
    writeFileSync(folder('notes', name), other.replace('written before', 'changed outside'))
    expect(before).toContain('first')
  })
  expect(note(topic)).toBe('first')
  expect(host.notices).toEqual([{ key: 'notes-set-aside', params: { count: '1' } }])
  await reopen()
  const aside = files().find(name => name.includes('.outside-')) ?? ''
  expect(text(aside)).toContain('changed outside')
  expect(text(`topic.${topic}.md`)).toContain('first')
  expect(host.notices).toEqual([])
})

test('exports an imported list byte for byte after its notes went through their files', async () => {
  const list =
    '# Title\n\nwords before\n\n- [one](https://example.org/1) - remark\n\nwords between\n\n- [two](https://example.org/2)\n'
  const files = [{ name: 'list.md', bytes: new TextEncoder().encode(list) }]
  const preview = await call('import:preview', { name: 'list.md', files, format: 'markdown' })
  const { sourceId } = await call('import:apply', { id: preview.id })
  await reopen()
  await reopen()
  const [file] = await call('library:export', { format: 'markdown', ...(sourceId ? { sourceId } : {}) } as never)
  expect(new TextDecoder().decode(file?.bytes)).toBe(list)
})

test('touches no file in notes that is not its own', async () => {
  const topic = await topicWithNote('topic', 'words')
  await reopen(() => writeFileSync(folder('notes', 'mine.md'), '# Mine\n'))
  await call('note:write', { topicId: topic, language: null, markdown: 'other words' })
  await reopen()
  expect(text('mine.md')).toBe('# Mine\n')
})
