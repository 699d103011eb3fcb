import { type EventBus, FindState as Outcome } from 'pdfjs-dist/web/pdf_viewer.mjs'

export interface FindQuery {
  text: string
  matchCase: boolean
  wholeWord: boolean
}

export interface FindState {
  /** Which hit is shown, from 1; 0 before there is one. */
  current: number
  total: number
  outcome: 'none' | 'searching' | 'found' | 'missing'
}

export interface Finder {
  /** Searches from the page that is read; shows the first hit and marks them all. */
  find(query: FindQuery): void
  findAgain(query: FindQuery, back: boolean): void
  /** Takes the hits' marks away. */
  endFind(): void
}

interface Counted {
  state?: number
  matchesCount: { current: number; total: number }
  rawQuery?: string | null
}

const outcomes = { [Outcome.NOT_FOUND]: 'missing', [Outcome.PENDING]: 'searching' } as Record<
  number,
  FindState['outcome']
>

/** Speaks with pdf.js's find controller over its event bus. */
export function finderOf(eventBus: EventBus, onChange: (state: FindState) => void): Finder {
  let outcome: FindState['outcome'] = 'none'
  eventBus.on('updatefindcontrolstate', ({ state = Outcome.FOUND, matchesCount, rawQuery }: Counted) => {
    outcome = rawQuery ? (outcomes[state] ?? 'found') : 'none'
    onChange({ ...matchesCount, outcome })
  })
  eventBus.on('updatefindmatchescount', ({ matchesCount }: Counted) => onChange({ ...matchesCount, outcome }))
  const ask = (type: string, { text, matchCase, wholeWord }: FindQuery, findPrevious = false) =>
    eventBus.dispatch('find', {
      type,
      query: text,
      caseSensitive: matchCase,
      entireWord: wholeWord,
      highlightAll: true,
      matchDiacritics: false,
      findPrevious,
    })
  return {
    find: query => ask('', query),
    findAgain: (query, back) => ask('again', query, back),
    endFind: () => eventBus.dispatch('findbarclose', {}),
  }
}
