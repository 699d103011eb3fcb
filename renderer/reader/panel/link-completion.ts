import { type KeyboardEvent, type RefObject, useState } from 'react'
import { type LinkOffer, linkOffers } from '../../state/link-offers.ts'

/** A link that is begun and not ended: `[[` and what is written behind it. */
const begun = /\[\[([^[\]|\n]*)$/
/** How many offers are listed under a comment. */
const most = 8

/** What may be meant by the link that is being written. */
interface Offers {
  list: readonly LinkOffer[]
  chosen: number
  /** Where the link begins, UTF-16 units of the text. */
  from: number
}

export interface LinkCompletion {
  offers: Offers | null
  /** Looks at what stands before the caret. */
  look(): void
  close(): void
  take(offer: LinkOffer): void
  /** Carries out a key that is meant for the list; false for any other. */
  onKey(event: KeyboardEvent): boolean
}

/** Offers what a link may lead to as soon as `[[` is written in an annotation's box. `onText` hears of the text that came of it. */
export function useLinkCompletion(
  box: RefObject<HTMLTextAreaElement | null>,
  annotation: string,
  onText: (text: string) => void,
): LinkCompletion {
  const [offers, setOffers] = useState<Offers | null>(null)
  const close = () => setOffers(null)
  const look = () => {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = box.current ?? {}
    const [written, query = ''] = (selectionStart === selectionEnd && begun.exec(value.slice(0, selectionStart))) || []
    if (written === undefined) return close()
    const list = linkOffers(query, annotation).slice(0, most)
    setOffers(list.length > 0 ? { list, chosen: 0, from: selectionStart - written.length } : null)
  }
  const take = ({ link }: LinkOffer) => {
    const element = box.current
    if (!element || !offers) return
    const behind = element.value.slice(element.selectionEnd).startsWith(']]') ? 2 : 0
    element.setRangeText(link, offers.from, element.selectionEnd + behind, 'end')
    onText(element.value)
    close()
  }
  const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
    if (!offers || ctrlKey || metaKey || altKey) return false
    const { list, chosen } = offers
    const offer = list[chosen]
    if (key === 'ArrowDown' || key === 'ArrowUp')
      setOffers({ ...offers, chosen: (chosen + (key === 'ArrowDown' ? 1 : -1) + list.length) % list.length })
    else if ((key === 'Enter' || key === 'Tab') && offer) take(offer)
    else if (key === 'Escape') close()
    else return false
    return true
  }
  return { offers, look, close, take, onKey }
}
