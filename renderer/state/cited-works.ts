import type { Item } from '../../electron/contract/item.ts'
import { edit, useLibrary } from './library.ts'
import { toast } from './notices.ts'

/** What is known of a work that a paper refers to. */
export interface CitedWork {
  text: string
  title: string
  doi: string | null
  arxivId: string | null
  url: string | null
}

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
const withoutVersion = (arxivId: string): string => arxivId.toLowerCase().replace(/v\d+$/, '')
/** A shorter title stands in many a reference by chance. */
const leastTitle = 14

/** The item that is the work: of the same DOI, the same arXiv number, or a title that stands in the reference. */
export function itemOfReference(items: Readonly<Record<string, Item>>, work: CitedWork): Item | undefined {
  const text = bare(work.text)
  return Object.values(items).find(({ doi, arxivId, title }) => {
    if (work.doi && doi) return doi.toLowerCase() === work.doi.toLowerCase()
    if (work.arxivId && arxivId) return withoutVersion(arxivId) === withoutVersion(work.arxivId)
    const words = bare(title)
    return words.length >= leastTitle && text.includes(words)
  })
}

const addressOf = ({ doi, arxivId, url }: CitedWork): string | null =>
  arxivId ? `https://arxiv.org/abs/${arxivId}` : doi ? `https://doi.org/${doi}` : url

/** Adds the work under the topic in which the paper stands. */
export async function addReference(hash: string, work: CitedWork): Promise<void> {
  const { data, catalogue } = useLibrary.getState()
  const paper = Object.values(data.items).find(item => item.paper === hash)
  const topicId = (paper && catalogue.placesOf(paper.id)[0]?.topicId) ?? catalogue.childTopics(null)[0]?.id
  if (topicId === undefined) return
  const result = await edit('item:add', { topicId, title: work.title, url: addressOf(work) })
  if (result.ok) toast({ key: 'reader:preview.added', params: { title: work.title } })
}
