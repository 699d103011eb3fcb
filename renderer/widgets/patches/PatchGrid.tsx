import type { KeyboardEvent } from 'react'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import './patches.css'

interface Props {
  readonly grid: readonly [number, number]
  /** Pixels of a patch's side on the screen. */
  readonly side: number
  readonly chosen: number
  readonly onPatch: (patch: number) => void
}

/** The lines between the patches of an image; each can be chosen. */
export function PatchGrid({ grid: [down, across], side, chosen, onPatch }: Props) {
  const say = useWords()
  const press = (event: KeyboardEvent, patch: number) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    onPatch(patch)
  }
  const order = Array.from({ length: down * across }, (_, patch) => patch)
  return (
    <>
      {order.map(patch => (
        <rect
          key={patch}
          className="patch"
          data-keys=""
          data-chosen={patch === chosen || undefined}
          x={(patch % across) * side}
          y={Math.floor(patch / across) * side}
          width={side}
          height={side}
          tabIndex={0}
          role="button"
          aria-label={say(words(`patch ${patch + 1}`, `第 ${patch + 1} 块`))}
          aria-pressed={patch === chosen}
          onClick={() => onPatch(patch)}
          onKeyDown={event => press(event, patch)}
        />
      ))}
      <rect
        className="patch-chosen"
        x={(chosen % across) * side}
        y={Math.floor(chosen / across) * side}
        width={side}
        height={side}
      />
    </>
  )
}
