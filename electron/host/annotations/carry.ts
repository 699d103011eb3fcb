import { type KnownAnnotation, knownAnnotation, type PagePart, type QuoteSelector } from '../../contract/annotation.ts'
import type { PaperText } from '../../contract/text/page-text.ts'
import type { CarryReport } from '../../contract/answers.ts'
import type { HandlersOf } from '../handlers.ts'
import { linesJoined, quoteAt } from './located.ts'
import type { Places } from './transfer.ts'
import { Anchorer } from './reanchor.ts'

/** After so many annotations other calls are answered. */
const breath = 8

/** The words that stand at a place, for what is put there. */
function quoteOfParts(parts: readonly PagePart[], { pages }: PaperText): QuoteSelector {
  const quotes = parts.flatMap(({ page, start, end }) => {
    const shown = pages[page - 1]
    return shown ? [quoteAt(shown, { start, end, exact: linesJoined(shown, start, end).trim() })] : []
  })
  return {
    exact: quotes.map(({ exact }) => exact).join(' '),
    prefix: quotes[0]?.prefix ?? '',
    suffix: quotes.at(-1)?.suffix ?? '',
  }
}

/**
 * Looks for the annotations of an earlier file in the one that took its place, and takes them over: at their new places, or
 * as orphans. The earlier file and its annotations stay as they are.
 */
export const carryHandlers = ({
  library,
  texts,
  annotations,
}: Pick<Places, 'library' | 'texts' | 'annotations'>): Pick<
  HandlersOf<'annotation'>,
  'annotation:carry' | 'annotation:guess'
> => {
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
    'annotation:guess': async ({ paper }, { signal }) => {
      const orphans = (await annotations.list(paper)).filter(
        (each): each is KnownAnnotation =>
          knownAnnotation.safeParse(each).success && (each as KnownAnnotation).anchoring?.state === 'orphan',
      )
      if (orphans.length === 0) return []
      const text = await textOf(paper)
      const anchorer = new Anchorer(text)
      const guesses: KnownAnnotation[] = []
      for (const orphan of orphans) {
        const from = orphan.anchoring?.from ?? paper
        const earlier = from === paper ? text : await textOf(from).catch(() => null)
        const guess = anchorer.guess(orphan, earlier)
        if (guess) guesses.push('parts' in guess ? { ...guess, quote: quoteOfParts(guess.parts, text) } : guess)
        await new Promise(resolve => setImmediate(resolve))
        signal.throwIfAborted()
      }
      return guesses
    },
  }
}
