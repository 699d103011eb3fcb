import type { KnownAnnotation } from '../../electron/contract/annotation.ts'
import { call } from '../bridge.ts'
import { useLibrary } from './library.ts'
import { toast } from './notices.ts'
import { failureOf } from './saving.ts'
import { stepAnnotations } from './annotations.ts'

const asked = new Set<string>()

/**
 * Has the annotations of an item's earlier files looked for in its paper, once, the newest file first, and says what came of
 * it. A library that cannot be written keeps them where they are.
 */
export async function carryAnnotations(itemId: string, paper: string): Promise<void> {
  const item = useLibrary.getState().data.items[itemId]
  if (item?.paper !== paper || !item.versions || asked.has(paper)) return
  asked.add(paper)
  try {
    const carried = await call('annotation:carried', { paper })
    const total = { found: 0, fields: 0, orphaned: 0 }
    for (const from of item.versions.toReversed()) {
      if (carried.includes(from)) continue
      const { found, fields, orphaned } = await call('annotation:carry', { paper, from })
      total.found += found
      total.fields += fields
      total.orphaned += orphaned
    }
    if (total.found + total.fields + total.orphaned === 0) return
    const undo = () => void stepAnnotations(paper, 'undo')
    const what = total.fields > 0 ? 'carried-form' : 'carried'
    toast({ key: `annotations:${what}-${total.orphaned > 0 ? 'some' : 'all'}`, params: total, undo })
  } catch (error) {
    asked.delete(paper)
    const { code, params } = failureOf(error)
    if (code !== 'read-only' && code !== 'library-in-use') toast({ key: `errors:${code}`, params, danger: true })
  }
}

/** Where a paper's orphans probably belong; none where that cannot be told now. */
export const guessPlaces = (paper: string, signal: AbortSignal): Promise<KnownAnnotation[]> =>
  call('annotation:guess', { paper }, { signal }).catch(() => [])
