import type { ReactNode } from 'react'
import { byline, yearOfItem } from '../state/facts.ts'
import { useLibrary } from '../state/library.ts'
import { Card } from './Card.tsx'

/** An item shown in a note: who wrote it, when and where it appeared, and what is said of it in its list. */
export function ItemCard({ id, source }: { id: string; source: ReactNode }) {
  const item = useLibrary(({ data }) => data.items[id])
  const remark = useLibrary(({ catalogue }) => catalogue.placesOf(id).find(place => place.remark)?.remark)
  if (!item) return <p>{source}</p>
  const facts = [byline(item), yearOfItem(item), item.reference?.['container-title']].filter(Boolean).join(' · ')
  return (
    <Card name={item.title} source={source}>
      {facts && <p className="note-embed-facts">{facts}</p>}
      {remark && <p>{remark}</p>}
    </Card>
  )
}
