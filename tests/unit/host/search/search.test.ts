import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { SearchAnswer } from '../../../../electron/contract/search.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { brokenPdf, chinesePage, linesAt, paperOf, pdfFrom } from '../../../fixtures/pdf.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host

const open = () => hostIn(directory)

const call = <K extends CallName>(name: K, args: CallArgs<K>, signal?: AbortSignal) => callOn(host, name, args, signal)

async function addPaper(topicId: string, title: string, bytes: Uint8Array<ArrayBuffer>) {
  const entry = host.records.get('entries', await call('item:add', { topicId, title, url: null, apart: true }))
  if (entry.kind !== 'item') throw new Error('no item')
  const { id } = await call('paper:attach', { itemId: entry.itemId, fileName: `${title}.pdf`, bytes })
  return { itemId: entry.itemId, paper: id }
}

const find = (query: string, rest: Partial<CallArgs<'search:find'>> = {}) =>
  call('search:find', { query, hits: 10, language: null, ...rest })

/** Asks until every paper has been read. */
async function findRead(query: string): Promise<SearchAnswer> {
  const answer = await find(query)
  if (answer.unread === 0) return answer
  await new Promise(resolve => setTimeout(resolve, 50))
  return findRead(query)
}

const markedIn = ({ groups }: SearchAnswer) =>
  groups.map(({ title, hits }) => [
    title,
    ...hits.map(({ words, marks }) => marks.map(([start, end]) => words.slice(start, end)).join('|')),
  ])

const comment = (paper: string, id: string, text: string) =>
  call('annotation:edit', {
    paper,
    edit: 'add',
    puts: [
      {
        id,
        annotation: {
          id,
          paper,
          kind: 'note',
          page: 1,
          pointPt: [100, 700],
          color: 'yellow',
          comment: text,
          author: 'A',
          createdAt: '2026-01-01T00:00:00.000Z',
          modifiedAt: '2026-01-01T00:00:00.000Z',
          tags: ['to check'],
        },
      },
    ],
  })

let topicId: string
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-search-'))
  host = await open()
  topicId = await call('topic:add', { parentId: null, before: null, title: 'Saddles' })
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

it('finds in papers, notes and annotations, grouped, with what was written first', async () => {
  const spoken = pdfFrom([
    ...paperOf(2),
    chinesePage,
    { runs: linesAt(72, 700, ['A Lyapunov func-', 'tion de\u0301cays.']) },
  ])
  const { paper, itemId } = await addPaper(topicId, 'On landscapes', spoken)
  await call('note:write', { topicId, language: null, markdown: '# Why\n\nA **Lyapunov** function shrinks.' })
  await comment(paper, 'note-1', 'compare with Lyapunov’s function')
  const answer = await findRead('lyapunov FUNCTION')
  expect(answer).toMatchObject({ found: 2, hits: 3, searched: 1, unread: 0, unreadable: 0 })
  const [first, second] = answer.groups
  expect(first).toMatchObject({ of: { kind: 'paper', paper, itemId }, count: 2 })
  expect(first!.hits).toMatchObject([
    { in: 'annotation', id: 'note-1', page: 1 },
    { in: 'text', page: 4 },
  ])
  expect(second).toMatchObject({ of: { kind: 'topic', topicId }, count: 1 })
  expect(markedIn(answer)).toEqual([
    ['On landscapes', 'Lyapunov|function', 'Lyapunov|function'],
    ['Saddles', 'Lyapunov|function'],
  ])
  const chinese = await find('鞍点')
  expect(chinese.groups[0]?.hits[0]).toMatchObject({ in: 'text', page: 3 })
  expect(await find('lyapunov eigenvalue')).toMatchObject({ found: 0, groups: [] })
  expect((await find('to check')).groups[0]?.hits[0]).toMatchObject({ in: 'annotation', id: 'note-1' })
})

it('keeps up with what changes, also after a restart', async () => {
  const { paper } = await addPaper(topicId, 'One', pdfFrom(paperOf(1)))
  expect((await findRead('unheard')).found).toBe(0)
  await comment(paper, 'note-1', 'unheard of')
  expect((await find('unheard')).hits).toBe(1)
  await host.close()
  host = await open()
  expect((await find('unheard')).hits).toBe(1)
  expect(await find('saddle')).toMatchObject({ searched: 1, unread: 0 })
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: 'note-1', annotation: null }] })
  expect((await find('unheard')).hits).toBe(0)
})

it('counts papers that give no text, and lists one group whole when asked', async () => {
  await addPaper(topicId, 'Broken', brokenPdf())
  const { paper } = await addPaper(topicId, 'Long', pdfFrom(paperOf(3)))
  const answer = await findRead('the')
  expect(answer).toMatchObject({ searched: 1, unreadable: 1 })
  const [group] = answer.groups
  expect(group!.hits).toHaveLength(10)
  expect(group!.count).toBeGreaterThan(10)
  const whole = await find('the', { hits: 1000, scope: { paper } })
  expect(whole.groups).toHaveLength(1)
  expect(whole.groups[0]!.hits).toHaveLength(group!.count)
  expect((await find('the', { scope: { topicId } })).groups).toEqual([])
})

it('ranks a title first, words together before words apart, and stops when called off', async () => {
  await addPaper(
    topicId,
    'Apart',
    pdfFrom([{ runs: linesAt(72, 700, ['curious']) }, ...paperOf(2), { runs: linesAt(72, 700, ['otter']) }]),
  )
  await addPaper(topicId, 'Together', pdfFrom([{ runs: linesAt(72, 700, ['a curious otter']) }]))
  await addPaper(topicId, 'The curious otter', pdfFrom([{ runs: linesAt(72, 700, ['nothing here']) }]))
  expect((await findRead('otter curious')).groups.map(({ title }) => title)).toEqual([
    'The curious otter',
    'Together',
    'Apart',
  ])
  const stop = new AbortController()
  stop.abort()
  await expect(call('search:find', { query: 'otter', hits: 1, language: null }, stop.signal)).rejects.toMatchObject({
    code: 'cancelled',
  })
})

it('leaves out notes in a language that is not spoken', async () => {
  await call('note:write', { topicId, language: 'en', markdown: 'momentum' })
  await call('note:write', { topicId, language: 'zh-CN', markdown: '动量 momentum' })
  expect((await find('momentum')).groups[0]?.count).toBe(2)
  expect((await find('momentum', { language: 'zh-CN' })).groups[0]?.hits).toMatchObject([
    { in: 'note', language: 'zh-CN' },
  ])
})

it('answers the same whether one types on or asks at once', async () => {
  const page = (words: string) => pdfFrom([{ runs: linesAt(72, 700, [words]) }])
  await addPaper(topicId, 'A', page('a grid of points'))
  await addPaper(topicId, 'B', page('the gr factor'))
  expect((await findRead('gr')).groups.map(({ title }) => title)).toEqual(['B'])
  expect((await find('gri')).groups.map(({ title }) => title)).toEqual(['A'])
  expect((await find('grid points')).groups.map(({ title }) => title)).toEqual(['A'])
  expect((await find('gr factor')).groups.map(({ title }) => title)).toEqual(['B'])
  expect(await find('g')).toMatchObject({ found: 0, searched: 0 })
})
