import { type KnownAnnotation, knownAnnotation } from '../../contract/annotation.ts'
import type { CarryReport } from '../../contract/calls.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Places } from './transfer.ts'
import { Anchorer } from './reanchor.ts'

/** After so many annotations other calls are answered. */
const breath = 8

/**
 * Looks for the annotations of an earlier file in the one that took its place, and takes them over: at their new places, or
 * as orphans. The earlier file and its annotations stay as they are.
 */
export const carryHandlers = ({
  library,
  texts,
  annotations,
}: Pick<Places, 'library' | 'texts' | 'annotations'>): Pick<HandlersOf<'annotation'>, 'annotation:carry'> => {
  const textOf = (hash: string) => texts.of(hash, library.data.papers[hash]?.fileName ?? 'paper.pdf')
  return {
    'annotation:carry': async ({ paper, from }, { signal, progress }): Promise<CarryReport> => {
      const known = new Set((await annotations.list(paper)).map(({ id }) => id))
      const old = (await annotations.list(from)).filter(
        (each): each is KnownAnnotation => knownAnnotation.safeParse(each).success && !known.has(each.id),
      )
      if (old.length === 0) return { found: 0, orphaned: 0 }
      const text = await textOf(paper)
      // A file that cannot be read any more still has its annotations.
      const earlier = await textOf(from).catch(() => null)
      const anchorer = new Anchorer(text)
      const carried: KnownAnnotation[] = []
      for (const annotation of old) {
        carried.push(anchorer.carried(annotation, paper, earlier))
        if (carried.length % breath !== 0) continue
        progress({ done: carried.length, total: old.length })
        await new Promise(resolve => setImmediate(resolve))
        signal.throwIfAborted()
      }
      await annotations.carry(paper, from, carried)
      const orphaned = carried.filter(({ anchoring }) => anchoring?.state === 'orphan').length
      return { found: carried.length - orphaned, orphaned }
    },
  }
}
