import { useEffect, useRef, type RefObject } from 'react'

/** Something that a widget can do now, for the palette and by its key. */
export interface WidgetAct {
  readonly id: string
  readonly label: string
  /** As in lib/keys; the frame hears those with a modifier in its fields too. */
  readonly shortcut?: string
  readonly disabled?: boolean
  readonly run: () => void
}

type Offer = () => readonly WidgetAct[]
const offers = new WeakMap<Element, readonly Offer[]>()

/** Offers acts of the figure that an element stands in, as long as it stands there. */
export function useActs(place: RefObject<Element | null>, acts: Offer): void {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const figure = place.current?.closest('figure.widget')
    if (!figure) return undefined
    const offer = () => latest.current()
    offers.set(figure, [...(offers.get(figure) ?? []), offer])
    return () =>
      void offers.set(
        figure,
        (offers.get(figure) ?? []).filter(other => other !== offer),
      )
  }, [place])
}

/** What the widget of a figure offers, in the order of its buttons. */
export const actsOf = (figure: Element): readonly WidgetAct[] => (offers.get(figure) ?? []).flatMap(offer => offer())
