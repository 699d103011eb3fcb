import type { ItemEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Library } from '../../electron/contract/library.ts'
import { hostOf } from '../lib/address.ts'
import { compares, type Term, termsOf } from '../lib/query.ts'
import {
  annotationsOf,
  authorsOf,
  openedAt,
  priorityOf,
  progressOf,
  ratingOf,
  statusOf,
  tagsOf,
  yearOfItem,
} from './facts.ts'
import { itemIndex, type PlacedItem, type Source } from './search.ts'

type Test = (item: Item, source: Source) => boolean

const holds = (text: string, { values }: Term): boolean => {
  const lower = text.toLocaleLowerCase()
  return values.some(value => lower.includes(String(value)))
}
const isOne = (value: string, { values }: Term): boolean => values.includes(value)
const numberTest =
  (valueOf: (item: Item, data: Library) => number | null) =>
  (term: Term): Test =>
  (item, { data }) => {
    const value = valueOf(item, data)
    return value !== null && compares(value, term)
  }
/** A day is later than another when it is after all of it, and `added:2026-05-07` is any moment of that day. */
const dayMs = 86_400_000
const dateTest =
  (valueOf: (item: Item, data: Library) => string | undefined) =>
  (term: Term): Test =>
  (item, { data }) => {
    const value = valueOf(item, data)
    if (value === undefined) return false
    const instant = Date.parse(value)
    return term.operator === ':' ? term.values.some(day => isWithin(instant, Number(day))) : compares(instant, term)
  }
const isWithin = (instant: number, day: number): boolean => instant >= day && instant < day + dayMs

const possessions: Record<string, (item: Item, source: Source) => boolean> = {
  pdf: item => item.paper !== null,
  annotations: (item, { data }) => annotationsOf(item, data) > 0,
  tags: item => (item.tags?.length ?? 0) > 0,
  remark: (item, { catalogue }) => catalogue.placesOf(item.id).some(({ remark }) => remark),
  doi: item => item.doi !== null,
  arxiv: item => item.arxivId !== null,
  reference: item => item.reference !== undefined,
  address: item => item.url !== null,
}

/** The ids of every topic whose title holds a term's words, with all below them. */
function topicsOf({ catalogue, data }: Source, term: Term): Set<string> {
  const found = Object.values(data.topics).filter(topic => holds(topic.title, term))
  const ids = new Set(found.map(({ id }) => id))
  for (const id of ids) for (const child of catalogue.childTopics(id)) ids.add(child.id)
  return ids
}

/** How each field is asked. The outer call is made once a query, the inner one for every item. */
const tests: Record<Exclude<Term['field'], 'words'>, (term: Term, source: Source) => Test> = {
  status: term => item => isOne(statusOf(item), term),
  kind: term => item => isOne(item.kind, term),
  tag: term => {
    const wanted = new Set(term.values)
    return (item, { data }) =>
      item.tags !== undefined && tagsOf(item, data).some(({ name }) => wanted.has(name.toLocaleLowerCase()))
  },
  year: numberTest(yearOfItem),
  priority: numberTest(priorityOf),
  rating: numberTest(ratingOf),
  progress: numberTest((item, data) => {
    const progress = progressOf(item, data)
    return progress === null ? null : Math.round(progress * 100)
  }),
  author: term => item => item.reference !== undefined && holds(authorsOf(item), term),
  title: term => item => holds(item.title, term),
  site: term => item => holds(hostOf(item.url), term),
  topic: (term, source) => {
    const ids = topicsOf(source, term)
    return (item, { catalogue }) => catalogue.placesOf(item.id).some(({ topicId }) => ids.has(topicId))
  },
  added: dateTest(item => item.addedAt),
  started: dateTest(item => item.reading?.startedAt),
  finished: dateTest(item => item.reading?.finishedAt),
  opened: dateTest(openedAt),
  has: term => {
    const asked = term.values.flatMap(value => possessions[value] ?? [])
    return (item, source) => asked.some(has => has(item, source))
  },
}

function testOf(term: Term, source: Source): Test {
  const { field, negated } = term
  if (term.wrong) return () => false
  if (field !== 'words') {
    const test = tests[field](term, source)
    return negated ? (item, asked) => !test(item, asked) : test
  }
  const { records, lines } = itemIndex(source)
  const found = new Set(lines.find([String(term.values[0])]).map(index => records[index]?.item))
  return item => found.has(item) !== negated
}

/** The items that answer a query, each once and by its first place, in the tree's order: all of them for an empty query. */
export function itemsMatching(query: string, source: Source): readonly PlacedItem[] {
  const terms = termsOf(query)
  const isWord = ({ field, negated }: Term): boolean => field === 'words' && !negated
  const words = terms.filter(isWord)
  const others = terms.filter(term => !isWord(term)).map(term => testOf(term, source))
  const index = itemIndex(source)
  const { records } = index
  const items =
    words.length > 0
      ? index.lines.find(words.map(({ values }) => String(values[0]))).flatMap(at => records[at] ?? [])
      : records
  return others.length === 0 ? items : items.filter(({ item }) => others.every(test => test(item, source)))
}

/** The places of the items that answer a query. */
export const placesMatching = (query: string, source: Source): ItemEntry[] =>
  itemsMatching(query, source).map(({ place }) => place)
