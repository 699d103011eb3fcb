// How what is made of a paper's text to find in is kept and handed over.
import type { PageText } from './page-text.ts'
import { placeFields, type Places } from './searchable.ts'

/** A paper's `Searchable` as it is handed over; what is left out follows from the pages' texts. */
export interface KeptSearchable {
  /** In UTF-8: who hands it on need not make a string of megabytes. */
  text: Uint8Array
  pageEnds: number[]
  /** The bytes of `Places`, little endian. */
  places: Uint8Array
}

/** Where each page's text begins, the pages' texts laid end to end. */
export function pageStartsOf(pages: readonly PageText[]): number[] {
  let base = 0
  return pages.map(({ text }) => {
    const start = base
    base += text.length + 1
    return start
  })
}

/** Places as few digits: each number as what it is more than three before. */
export const lessPlaces = (places: Places): number[] =>
  Array.from(places, (value, at) =>
    at % placeFields === 2 ? value - (places[at - 1] ?? 0) : value - (places[at - placeFields] ?? 0),
  )

/** The other way round. */
export function morePlaces(less: readonly number[]): Places {
  const places = new Int32Array(less.length)
  less.forEach((value, at) => {
    places[at] = value + (at % placeFields === 2 ? (places[at - 1] ?? 0) : (places[at - placeFields] ?? 0))
  })
  return places
}
