import type { Item, ItemKind } from '../../contract/item.ts'

const arxivPlaces = [
  String.raw`arxiv\.org\/(?:abs|pdf|html|format|e-print|ps|src)\/`,
  String.raw`(?:huggingface\.co\/papers|alphaxiv\.org\/abs)\/`,
  String.raw`arxiv:\s*`,
  String.raw`10\.48550\/arxiv\.`,
]
const arxivNumber = String.raw`(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?!\d)`
const arxivId = new RegExp(`(?:${arxivPlaces.join('|')})${arxivNumber}`, 'i')

/** The arXiv number in an address or text, without its version: new style "2203.12119", old style "hep-th/9901001"; or null. */
export const arxivIdIn = (text: string): string | null => arxivId.exec(text)?.[1]?.toLowerCase() ?? null

/** The DOI in an address or text, in lower case (DOIs know no case), without what publishers' addresses add; or null. */
export function doiIn(text: string): string | null {
  const [found] = /(?<![\d.])10\.\d{4,9}\/[^\s?#"<>，。；、）]+/.exec(text.replaceAll(/%2f/gi, '/')) ?? []
  const doi = found
    ?.slice(0, 300)
    .replace(/(?:\/(?:full|abstract|pdf|epub|meta|html))?(?:\.pdf|\.html)?[.,;:)\]/]*$/i, '')
  return doi && !doi.endsWith('/') ? doi.slice(0, 256).toLowerCase() : null
}

const tracking =
  /^(?:utm_\w+|spm|spm_id_from|vd_source|share_source|share_medium|share_token|fbclid|gclid|msclkid|mc_[ce]id|igshid)$/i

/** An address as a name of what it leads to: no scheme, host in lower case, no tracking, no last slash. Never shown, never stored. */
export function addressKey(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url
  const { host, pathname, searchParams, hash } = new URL(url)
  for (const name of [...searchParams.keys()]) if (tracking.test(name)) searchParams.delete(name)
  const query = searchParams.toString()
  return `${host}${pathname.replace(/\/$/, '')}${query && `?${query}`}${hash}`
}

/** Hosts, with the beginning of the path where only a part of the host is meant; subdomains count. The first that fits. */
const places: [ItemKind, string[]][] = [
  [
    'video',
    ['bilibili.com/video', 'bilibili.com/bangumi', 'bilibili.com/list', 'b23.tv', 'youtu.be', 'vimeo.com', 'v.qq.com'],
  ],
  [
    'video',
    ['youtube.com/watch', 'youtube.com/playlist', 'youtube.com/shorts', 'youtube.com/live', 'youtube.com/embed'],
  ],
  [
    'paper',
    [
      'arxiv.org',
      'doi.org',
      'openreview.net',
      'proceedings.mlr.press',
      'papers.nips.cc',
      'alphaxiv.org',
      'hal.science',
    ],
  ],
  [
    'paper',
    ['proceedings.neurips.cc', 'papers.neurips.cc', 'openaccess.thecvf.com', 'aclanthology.org', 'jmlr.org/papers'],
  ],
  [
    'paper',
    ['ieeexplore.ieee.org', 'dl.acm.org', 'link.springer.com/article', 'link.springer.com/chapter', 'eprint.iacr.org'],
  ],
  [
    'paper',
    ['link.springer.com/content', 'nature.com/articles', 'sciencedirect.com/science', 'semanticscholar.org/paper'],
  ],
  [
    'paper',
    [
      'biorxiv.org',
      'medrxiv.org',
      'huggingface.co/papers',
      'pubmed.ncbi.nlm.nih.gov',
      'science.org/doi',
      'pnas.org/doi',
    ],
  ],
  [
    'course',
    ['coursera.org', 'edx.org', 'udacity.com', 'udemy.com', 'ocw.mit.edu', 'icourse163.org', 'xuetangx.com', 'fast.ai'],
  ],
  [
    'book',
    ['d2l.ai', 'deeplearningbook.org', 'hrl.boyuai.com', 'udlbook.github.io', 'mml-book.github.io', 'mml-book.com'],
  ],
  ['code', ['gist.github.com', 'colab.research.google.com', 'nbviewer.org', 'kaggle.com/code']],
]
type Rule = [ItemKind, RegExp]
/** What the shape of an address says: host and path in lower case. */
const shapes: Rule[] = [
  ['course', /^(?:cs\d+\w*|web)\.stanford\.edu\/(?:class\/)?/],
  ['book', /[-/](?:e?book|textbook)(?:[/.]|$)/],
  ['code', /^(?:github|gitlab|gitee|bitbucket)\.(?:com|org)\/[^/]+\/[^/]+(?:\/tree\/.*)?\/?$/],
  ['code', /^(?:github|gitlab|gitee)\.com\/.*\.(?:ipynb|py|c|cc|cpp|h|jl|rs|js|ts)$/],
  ['code', /^kaggle\.com\/(?!datasets\/|competitions\/|c\/|learn\/|discussions?\/)[^/]+\/[^/]+/],
  ['paper', /\.pdf$/],
]
const words: Rule[] = [
  ['book', /《[^》]+》|\bbook$|(?:教科书|教材)$/i],
  ['course', /\bcourse\b|\blectures?\b|课程|公开课/i],
]

function kindByPlace(url: string): ItemKind | undefined {
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname } = new URL(url)
  const where = `${hostname.replace(/^www\./, '')}${pathname}`.toLowerCase()
  const at = (place: string): boolean =>
    where.startsWith(place) || where.slice(0, hostname.length).endsWith(`.${place}`)
  return (
    places.find(([, known]) => known.some(at))?.[0] ??
    (doiIn(where) ? 'paper' : shapes.find(([, shape]) => shape.test(where))?.[0])
  )
}

/**
 * What kind of thing an address and a title are. A book's title marks 《…》 count most, then the address,
 * then words of the title; what none of them knows is a web page.
 */
export function kindOf(url: string | null, title: string): ItemKind {
  if (/^《[^》]+》/.test(title)) return 'book'
  return (url && kindByPlace(url)) || (words.find(([, rule]) => rule.test(title))?.[0] ?? 'webpage')
}

/** An item out of what is known of it. The address stays as it is written; the clock is the caller's when `addedAt` is given. */
export function itemFrom(id: string, title: string, url: string | null, addedAt = new Date().toISOString()): Item {
  const named = url === null ? title : url
  return {
    id,
    kind: kindOf(url, title),
    title: title || (url ?? ''),
    url,
    arxivId: arxivIdIn(named),
    doi: doiIn(named),
    paper: null,
    addedAt,
  }
}

/** The name under which two records are the same item: arXiv number, DOI, address, or the title where there is no address. */
export function identityOf({ arxivId, doi, url, title }: Pick<Item, 'arxivId' | 'doi' | 'url' | 'title'>): string {
  if (arxivId) return `arxiv:${arxivId}`
  if (doi) return `doi:${doi}`
  return url ? `url:${addressKey(url)}` : `title:${title.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()}`
}

/** Every name that an item goes by: those of the items merged into it, and last its own. */
export const identitiesOf = (item: Item): string[] => [...(item.merged ?? []), item].map(identityOf)
