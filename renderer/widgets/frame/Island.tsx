import { memo, Suspense, type ComponentType } from 'react'
import { Boundary } from '../../ui/Boundary.tsx'
import { Placeholder } from './Placeholder.tsx'

/** A widget by itself: its space is kept while it loads, and a fault in it stays in it. What its place draws anew draws it not. */
export const Island = memo(function Island({
  name,
  view: View,
  state,
}: {
  name: string
  view: ComponentType<{ state?: string | undefined }>
  state: string | undefined
}) {
  return (
    <Boundary fallback={<Placeholder reason="broken" name={name} />}>
      <Suspense fallback={<Placeholder reason="loading" name={name} />}>
        <View state={state} />
      </Suspense>
    </Boundary>
  )
})
