import type { LookupService } from '../../contract/lookup.ts'
import { readArxiv } from './arxiv.ts'
import { readCrossref } from './crossref.ts'
import type { Found } from './found.ts'
import { readOpenAlex } from './openalex.ts'

/** How a service is asked. */
export interface Service {
  /** Where it is on the internet; the only hosts that a look-up reaches. */
  readonly base: string
  /** Least time between two questions, ms: what the service asks of programs. */
  readonly everyMs: number
  /** How many numbers one question may hold. */
  readonly batch: number
  addressOf(base: string, numbers: readonly string[]): string
  /** What the answer says, by number; null where it is not an answer of this service. */
  read(text: string, numbers: readonly string[]): ReadonlyMap<string, Found> | null
}

/** One number a question: the answer, if it is one, is about it. */
const single =
  (read: (text: string) => Found | null): Service['read'] =>
  (text, [number = '']) => {
    const found = read(text)
    return found && new Map([[number, found]])
  }

/** Every service: one entry each. */
export const services: Readonly<Record<LookupService, Service>> = {
  // Three seconds between questions (https://info.arxiv.org/help/api/tou.html).
  arxiv: {
    base: 'https://export.arxiv.org/api/query',
    everyMs: 3000,
    batch: 50,
    addressOf: (base, numbers) =>
      `${base}?max_results=${numbers.length}&id_list=${numbers.map(encodeURIComponent).join(',')}`,
    read: readArxiv,
  },
  crossref: {
    base: 'https://api.crossref.org/works/',
    everyMs: 250,
    batch: 1,
    addressOf: (base, [doi = '']) => `${base}${encodeURIComponent(doi)}`,
    read: single(readCrossref),
  },
  openalex: {
    base: 'https://api.openalex.org/works/doi:',
    everyMs: 150,
    batch: 1,
    addressOf: (base, [doi = '']) => `${base}${encodeURIComponent(doi)}`,
    read: single(readOpenAlex),
  },
}
