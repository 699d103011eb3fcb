import { type KnownAnnotation, knownAnnotation, type PagePart, type QuoteSelector } from '../../contract/annotation.ts'
import type { FilledField } from '../../contract/form.ts'
import type { PaperText } from '../../contract/text/page-text.ts'
import type { CarryReport } from '../../contract/answers.ts'
import type { CallContext, HandlersOf } from '../handlers.ts'
import { linesJoined, quoteAt } from './located.ts'
import { carriedFields, formIn } from './carried-fields.ts'
import { FileMarks, namesIn } from './file-marks.ts'
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

/** What was filled into an earlier file's form; what is filled into the later one already stays. */
async function fieldsFrom(
  { papers, annotations }: Pick<Places, 'papers' | 'annotations'>,
  paper: string,
  from: string,
  context: CallContext,
): Promise<ReturnType<typeof carriedFields>> {
  const filled = Object.values((await annotations.of(from)).data.fields)
  const { fields: there, carried } = (await annotations.of(paper)).data
  if (filled.length === 0 || Object.hasOwn(carried, from)) return { fields: [], notes: [] }
  // An earlier file that was taken away has lost the names of its fields, not what was filled in.
  const [earlier, later] = await Promise.all(
    [from, paper].map(hash => papers.read(hash, context).then(formIn, () => null)),
  )
  const at = new Date().toISOString()
  const { fields, notes } = carriedFields(filled, [earlier ?? null, later ?? null], { paper, from, at })
  // Nor does another button of a field that is filled contradict it.
  const isFilled = ({ id }: FilledField): boolean =>
    later?.sharing(id).some(other => Object.hasOwn(there, other)) ?? Object.hasOwn(there, id)
  return { fields: fields.filter(field => !isFilled(field)), notes }
}

/**
 * Looks for the annotations of an earlier file in the one that took its place, and takes them over: at their new places, or
 * as orphans. The earlier file and its annotations stay as they are.
 */
export const carryHandlers = (
  places: Pick<Places, 'library' | 'papers' | 'texts' | 'annotations'>,
): Pick<HandlersOf<'annotation'>, 'annotation:carry' | 'annotation:guess'> => {
  const { library, texts, annotations } = places
  const textOf = (hash: string) => texts.of(hash, library.data.papers[hash]?.fileName ?? 'paper.pdf')
  return {
    'annotation:carry': async ({ paper, from }, context): Promise<CarryReport> => {
      const { signal, progress } = context
      const { fields, notes } = await fieldsFrom(places, paper, from, context)
      const known = new Set((await annotations.list(paper)).map(({ id }) => id))
      const old = (await annotations.list(from)).filter(
        (each): each is KnownAnnotation => knownAnnotation.safeParse(each).success && !known.has(each.id),
      )
      if (old.length + fields.length + notes.length === 0) return { found: 0, fields: 0, orphaned: 0 }
      const carried: KnownAnnotation[] = notes.filter(({ id }) => !known.has(id))
      if (old.length > 0) {
        // A file that cannot be read any more still has its annotations.
        const earlier = await textOf(from).catch(() => null)
        const text = await textOf(paper)
        const anchorer = new Anchorer(text)
        const marks = new FileMarks(await places.papers.read(paper, context), paper, text)
        const names = await namesIn(places.papers.read(from, context))
        for (const [index, annotation] of old.entries()) {
          carried.push(marks.standingFor(anchorer.carried(annotation, paper, earlier), annotation, names))
          const done = index + 1
          if (done % breath !== 0) continue
          progress({ done, total: old.length })
          await new Promise(resolve => setImmediate(resolve))
          signal.throwIfAborted()
        }
      }
      await annotations.carry(paper, from, carried, fields)
      const orphaned = carried.filter(({ anchoring }) => anchoring?.state === 'orphan').length
      return { found: carried.length - orphaned, fields: fields.length, orphaned }
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
