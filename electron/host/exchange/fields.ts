// Lines that say one thing of a paper each: "论文地址：…", "论文标题：…", "标题翻译：…", "Paper: …", "Title: …",
// and lines that are nothing but an address.
import { spansIn } from './inline.ts'
import { arxivIdIn, doiIn } from './identity.ts'
import { plainText } from './plain.ts'
import { trimmedAddress } from './targets.ts'

interface Field {
  kind: 'address' | 'title' | 'translation'
  /** The words before the colon; empty on a line that is only an address. */
  label: string
  /** An address, or the title's words. */
  value: string
  /** The words of the link that the address was. */
  words: string
}

/** A paper, or an address that stands alone: what consecutive lines say of it. */
export interface Reference {
  url: string | null
  /** Named in words, where the line has no address ("arXiv:2203.12119"). */
  name: string
  title: string
  translation: string
  /** Of an address that is no paper's: the words before it ("代码地址"). */
  label: string
  isPaper: boolean
}

const addressLabel =
  /^(?:(?:论文|文章|原文|paper|arxiv)\s*)?(?:地址|链接|网址|link|url|address)$|^(?:论文|原文|paper|arxiv)$/i
const titleLabel = /^(?:(?:论文|文章|原文|paper)\s*)?(?:标题|题目|title)$/i
const translationLabel =
  /^(?:标题翻译|题目翻译|中文标题|中文题目|译名|title translation|translated title|translation)$/i
const paperLabel = /论文|原文|paper|arxiv/i

/** The address that is all of `value`: bare, in points, as a link, or a paper's number; null when it is anything else. */
function addressIn(value: string): { address: string; words: string } | null {
  const bare = /^https?:\/\/[^\s<>[\]，。；、：！（）《》「」【】]+[。，；、]?$/i.exec(value)
  if (bare && value.length <= 8000) return { address: trimmedAddress(value.replace(/[。，；、]$/, '')), words: '' }
  if (/^(?:arxiv:\s*)\S+$/i.test(value) && arxivIdIn(value)) return { address: '', words: value }
  if (/^(?:doi:\s*)?10\.\S+$/i.test(value) && doiIn(value)) return { address: '', words: value }
  if (!/^[[<]/.test(value)) return null
  const span = spansIn(value).at(-1)
  if (span?.start !== 0 || span.end !== value.length || (span.kind !== 'link' && span.kind !== 'address')) return null
  if (span.value === '' || span.value.startsWith('#') || span.value.length > 8000) return null
  const words = plainText(value.slice(span.from, span.to))
  return { address: span.value, words: words === span.value ? '' : words }
}

/** What a line says of a paper, or null for prose. */
export function fieldOf(line: string): Field | null {
  const words = line.trim()
  const alone = addressIn(words)
  if (alone?.address) return { kind: 'address', label: '', value: alone.address, words: alone.words }
  const [, marked = '', text = ''] = /^([^:：]{1,24})[:：](.*)$/s.exec(words) ?? []
  const label = marked.replace(/[*_]/g, '').trim()
  const value = text.replace(/^[*_]+/, '').trim()
  if (!/^[\p{L}\p{N}]/u.test(label) || value === '') return null
  if (titleLabel.test(label)) return { kind: 'title', label, value: plainText(value), words: '' }
  if (translationLabel.test(label)) return { kind: 'translation', label, value: plainText(value), words: '' }
  const found = addressIn(value)
  if (found && (found.address || paperLabel.test(label)))
    return { kind: 'address', label, value: found.address, words: found.words }
  return addressLabel.test(label) && paperLabel.test(label) && !value.includes('](')
    ? { kind: 'title', label, value: plainText(value), words: '' }
    : null
}

type Group = Partial<Record<Field['kind'], Field>>

const isGeneric = ({ kind, label }: Field): boolean => kind === 'address' && label !== '' && !addressLabel.test(label)

/** Whether a line goes on with what the lines before it began: it says something new, of the same thing. */
const fits = (group: Group, field: Field): boolean =>
  !group[field.kind] && !isGeneric(field) && !(group.address && isGeneric(group.address))

/** What a group of lines stands for, or null when it has neither an address nor a title said to be a paper's. */
function referenceFrom({ address, title, translation }: Group): Reference | null {
  if (!address && !(title && paperLabel.test(title.label))) return null
  const labels = [address, title].map(field => field?.label ?? '').join(' ')
  return {
    url: address?.value || null,
    name: address?.words ?? '',
    title: title?.value ?? '',
    translation: translation?.value ?? '',
    label: address && isGeneric(address) ? address.label : '',
    isPaper: paperLabel.test(labels),
  }
}

/** Some consecutive lines, by their indices; `reference` null for prose. */
export interface Segment {
  from: number
  to: number
  reference: Reference | null
}

/** Cuts consecutive lines into what they refer to and the prose between. A null line is never part of a reference. */
export function segmentsOf(lines: readonly (string | null)[]): Segment[] {
  const segments: Segment[] = []
  let group: Group = {}
  let from = 0
  const flush = (to: number): void => {
    if (to === from) return
    const reference = referenceFrom(group)
    const last = segments.at(-1)
    if (!reference && last?.reference === null) last.to = to
    else segments.push({ from, to, reference })
    group = {}
    from = to
  }
  for (const [index, line] of lines.entries()) {
    const field = line === null ? null : fieldOf(line)
    if (!field || Object.keys(group).length === 0 || !fits(group, field)) flush(index)
    if (field) group[field.kind] = field
    else flush(index + 1)
  }
  flush(lines.length)
  return segments
}
