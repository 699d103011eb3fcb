import { type ComponentType, createElement, lazy, useState } from 'react'

interface Parts<M> {
  /** Loads the parts ahead. */
  load(): Promise<M>
  /** One of them, for the tree; it is loaded when it is first shown. */
  part<P extends object>(pick: (parts: M) => ComponentType<P>): ComponentType<P>
}

/**
 * Parts of the window that are loaded when they are needed. React's `lazy` shows an empty place first even where the code
 * has long been there, and React then keeps the empty place for 300 ms; a part that has been loaded is drawn at once.
 */
export function partsOf<M>(fetched: () => Promise<M>): Parts<M> {
  let loaded: { parts: M } | null = null
  const load = async () => {
    const parts = await fetched()
    loaded = { parts }
    return parts
  }
  return {
    load,
    part: <P extends object>(pick: (parts: M) => ComponentType<P>) => {
      const Late: ComponentType<P> = lazy(async () => ({ default: pick(await load()) }))
      return function Part(props: P) {
        // Which of the two it is stays so: another would begin anew.
        const [Shown] = useState(() => (loaded ? pick(loaded.parts) : Late))
        return createElement(Shown, props)
      }
    },
  }
}
