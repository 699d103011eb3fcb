import { useSyncExternalStore } from 'react'

/** So many colours there are; the next series has the first again, with another sign. */
const count = 6

export type Colour = readonly [red: number, green: number, blue: number]

const byTheme = new Map<string, readonly Colour[]>()

function coloursNow(): readonly Colour[] {
  const root = document.documentElement
  const theme = root.dataset['theme'] ?? ''
  const known = byTheme.get(theme)
  if (known) return known
  const look = getComputedStyle(root)
  const colours = Array.from({ length: count }, (_, i) => colourFrom(look.getPropertyValue(`--series-${i + 1}`)))
  byTheme.set(theme, colours)
  return colours
}

function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** The colours of the series as numbers, for what is drawn pixel by pixel; others in the other theme. */
export const useSeriesColours = (): readonly Colour[] => useSyncExternalStore(onTheme, coloursNow)

/** `#rrggbb`, as the tokens are written. */
function colourFrom(text: string): Colour {
  const channels = Number.parseInt(text.trim().slice(1), 16)
  return [(channels >> 16) & 255, (channels >> 8) & 255, channels & 255]
}
