import { createElement, lazy, type ComponentType, type ReactElement } from 'react'
import { HolderContext, type Holder } from './frame/holder.ts'
import { Island } from './frame/Island.tsx'
import { Placeholder } from './frame/Placeholder.tsx'

interface Entry {
  /** Key of its title among the `widgets` strings. */
  readonly titleKey: string
  /** Words in a topic's title that this widget belongs to, in any language. */
  readonly subjects: readonly string[]
  readonly view: ComponentType<{ state?: string | undefined }>
}

/** Every widget by the name that a note's `solver` block calls it by. Adding one: its folder, and its line here. */
export const widgets: Readonly<Record<string, Entry>> = {
  descent: {
    titleKey: 'descent.title',
    subjects: ['梯度下降', 'gradient descent'],
    view: lazy(async () => ({ default: (await import('./descent/DescentView.tsx')).DescentView })),
  },
}

const alone: Holder = {}

/** A widget by its name with its state as a query string; loads when it is first shown, and keeps its failures to itself. */
export function Widget({
  name,
  state,
  holder = alone,
}: {
  name: string
  state?: string | undefined
  /** What the place does for the widget; the same object as long as it means the same. */
  holder?: Holder
}): ReactElement {
  const entry = Object.hasOwn(widgets, name) ? widgets[name] : undefined
  if (!entry) return createElement(Placeholder, { reason: 'unknown', name })
  // Another state is another figure: it starts anew.
  const key = `${name}?${state ?? ''}`
  return createElement(
    HolderContext.Provider,
    { value: holder },
    createElement(Island, { key, name, view: entry.view, state }),
  )
}
