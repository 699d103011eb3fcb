// A list of addresses, DOIs and arXiv numbers, one or several a line, as one pastes it.
import { arxivIdIn, doiIn } from './identity.ts'
import { listed, type ListedItem } from './listed.ts'
import { titleFromName } from './names.ts'
import { clipped } from './plain.ts'
import type { Pace, ReadFiles, Refused, TextFile } from './reading.ts'
import { trimmedAddress } from './targets.ts'

const bareArxiv = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Za-z]{2})?\/\d{7}(?:v\d+)?)$/i

/** The address that a word stands for; null for a word that is none. */
function addressOf(word: string): string | null {
  const bare = word.replace(/^[<("'“[]+|[>)"'”\],;，；。]+$/g, '')
  if (/^https?:\/\/[^\s/]/i.test(bare)) return trimmedAddress(bare).slice(0, 8000)
  const number = bareArxiv.exec(bare)?.[1]
  if (number) return `https://arxiv.org/abs/${number}`
  if (/^(?:doi:)?10\.\d{4,9}\//i.test(bare)) {
    const doi = doiIn(bare)
    return doi && !arxivIdIn(bare) ? `https://doi.org/${doi}` : doi ? `https://arxiv.org/abs/${arxivIdIn(bare)}` : null
  }
  return null
}

const addressesOf = (line: string): string[] =>
  line
    .replace(/\b(arxiv|doi):\s+/gi, '$1:')
    .split(/[\s,;，；]+(?=\S)/)
    .flatMap(word => addressOf(word) ?? [])

/** Most of the lines are nothing but addresses and numbers. */
export function isPasted(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  const bare = lines.filter(line => {
    const words = line
      .replace(/\b(arxiv|doi):\s+/gi, '$1:')
      .trim()
      .split(/[\s,;，；]+/)
    return words.length > 0 && words.every(word => word === '' || addressOf(word) !== null)
  })
  return lines.length > 0 && bare.length * 5 >= lines.length * 4
}

export async function readPasted([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const entries: ListedItem[] = []
  const refused: Refused[] = []
  const lines = text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const found = line.length > 100_000 ? [] : addressesOf(line)
    for (const address of found) entries.push(listed(address, address))
    if (found.length === 0 && line.trim() !== '')
      refused.push({ line: index + 1, reason: 'no-address', name: clipped(line.trim(), 80) })
    await pace.step(index, lines.length)
  }
  return { topics: [{ title: titleFromName(name), markdown: '', entries, topics: [] }], refused, places: 'stay' }
}
