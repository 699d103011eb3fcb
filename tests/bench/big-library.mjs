// A made-up library of any size, the same for the same numbers, written as Folium's own snapshot.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const words =
  'attention bayesian convex deep diffusion dual entropy flow gaussian gradient graph inference kernel latent learning likelihood manifold matrix mixture neural optimal policy prior regret sampling sparse spectral stochastic transport variational'.split(
    ' ',
  )
const han = ['变分推断', '凸优化', '注意力机制', '最优传输', '图神经网络', '贝叶斯方法', '随机梯度', '扩散模型']
const families = ['Blei', 'Jordan', 'Vaswani', 'Boyd', 'Kingma', 'Hinton', 'LeCun', 'Bengio', 'Villani', 'Peyré', '周']
const hosts = ['arxiv.org', 'zhuanlan.zhihu.com', 'example.org', 'openreview.net', 'github.com']
const statuses = ['reading', 'read', 'dropped']

/** A sequence of numbers from 0 to below `limit` (mulberry32). */
export function chance(seed) {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit)
  }
}

/** Order keys that grow with the number: `a00000`, … in fractional-indexing's alphabet. */
const orderOf = index => `c${String(index).padStart(3, '0')}V`

/** Topics three deep: each tenth at the top, the others below one before them. */
function topicsOf(count, pick) {
  const topics = {}
  for (let index = 0; index < count; index++) {
    const parent = index < count / 10 ? null : `topic-${pick(Math.max(1, Math.floor(index / 4)))}`
    const title = `${words[pick(words.length)]} ${words[pick(words.length)]} ${index}`
    topics[`topic-${index}`] = { id: `topic-${index}`, parentId: parent, order: orderOf(index % 1000), title }
  }
  return topics
}

function itemOf(index, pick) {
  const host = hosts[pick(hosts.length)]
  const title = Array.from({ length: 4 + pick(6) }, () => words[pick(words.length)]).join(' ')
  const tagged = pick(4) === 0
  const status = pick(3) === 0 ? statuses[pick(3)] : undefined
  const year = 2000 + pick(27)
  return {
    id: `item-${index}`,
    kind: host === 'arxiv.org' ? 'paper' : 'webpage',
    title: pick(8) === 0 ? `${han[pick(han.length)]} ${title}` : `${title[0].toUpperCase()}${title.slice(1)}`,
    url: `https://${host}/${index}`,
    arxivId: null,
    doi: null,
    paper: null,
    addedAt: new Date(Date.UTC(2020, 0, 1) + index * 1_800_000).toISOString(),
    ...(pick(3) === 0
      ? {
          reference: {
            type: 'article',
            author: [{ family: families[pick(families.length)], given: 'A.' }],
            issued: { 'date-parts': [[year]] },
          },
        }
      : {}),
    ...(status ? { reading: { status, ...(pick(3) === 0 ? { rating: 1 + pick(5) } : {}) } } : {}),
    ...(tagged ? { tags: [`tag-${pick(20)}`] } : {}),
  }
}

/** Writes a library of so many items and topics into a folder. */
export function writeLibrary(folder, { items: itemCount, topics: topicCount }) {
  const pick = chance(1)
  const topics = topicsOf(topicCount, pick)
  const items = {}
  const entries = {}
  for (let index = 0; index < itemCount; index++) {
    const item = itemOf(index, pick)
    items[item.id] = item
    const id = `entry-${index}`
    // A fifth stands in the first topic: a long list to scroll.
    const topicId = index % 5 === 0 ? 'topic-0' : `topic-${pick(topicCount)}`
    entries[id] = { id, topicId, order: `e${String(index).padStart(5, '0')}V`, kind: 'item', itemId: item.id }
  }
  const tags = {}
  for (let index = 0; index < 20; index++)
    tags[`tag-${index}`] = { id: `tag-${index}`, name: words[index], color: null }
  mkdirSync(folder, { recursive: true })
  const tables = { topics, items, entries, sources: {}, papers: {}, trash: {}, tags, filters: {}, visits: {} }
  writeFileSync(path.join(folder, 'library.json'), JSON.stringify({ folium: 4, sequence: 0, ...tables }))
}
