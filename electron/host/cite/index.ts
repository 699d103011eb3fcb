import { type CiteStyle, citeStyles } from '../../contract/choices.ts'
import type { FormattedReferences } from '../../contract/answers.ts'
import type { Item } from '../../contract/item.ts'
import { Refusal } from '../../contract/result.ts'
import { writeBibtex } from '../exchange/bibtex/write.ts'
import { keyFormula } from '../exchange/cite-key.ts'
import type { HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from '../library/library.ts'
import { pinKeys } from '../library/transfer.ts'
import { acm } from './acm.ts'
import { apa } from './apa.ts'
import { chicago } from './chicago.ts'
import { type Facts, factsOf } from './facts.ts'
import { gbt7714 } from './gbt7714.ts'
import { ieee } from './ieee.ts'
import { htmlFrom, markdownFrom, type Run, textOf } from './runs.ts'

/** Every style but BibTeX, which is an entry and no sentence: one file and one line each. */
const styles: Record<Exclude<CiteStyle, 'bibtex'>, (facts: Facts) => Run[]> = { apa, ieee, acm, chicago, gbt7714 }

export const isCiteStyle = (name: string): name is CiteStyle => (citeStyles as readonly string[]).includes(name)

/** References in a style, one a line (a paragraph in Markdown and HTML), in the order of the items. */
export function formatted(items: readonly Item[], style: Exclude<CiteStyle, 'bibtex'>): FormattedReferences {
  const all = items.map(item => styles[style](factsOf(item)))
  return {
    plain: all.map(textOf).join('\n'),
    markdown: all.map(markdownFrom).join('\n\n'),
    html: all.map(runs => `<p>${htmlFrom(runs)}</p>`).join('\n'),
  }
}

/** The BibTeX entries of some items of a library; their keys stay from now on. */
async function entries(
  library: LibraryRecords,
  itemIds: readonly string[],
  formula: string,
): Promise<FormattedReferences> {
  await pinKeys(library, itemIds, formula)
  const text = writeBibtex(library.data, 'bibtex', new Set(itemIds)).trimEnd()
  return { plain: text, markdown: `\`\`\`bibtex\n${text}\n\`\`\``, html: '' }
}

/** What a formula makes of the first items that have authors, else of any. Throws Refusal 'bad-formula'. */
function sampleKeys(items: readonly Item[], formula: string): string[] {
  const make = keyFormula(formula)
  if (!make) throw new Refusal('bad-formula', { formula: formula.slice(0, 100) })
  const cited = items.filter(({ reference }) => reference?.author).slice(0, 3)
  return (cited.length > 0 ? cited : items.slice(0, 3)).map(make)
}

/** `formula` gives what cite keys are made of now. */
export const referenceHandlers = (library: LibraryRecords, formula: () => string): HandlersOf<'reference'> => ({
  'reference:keys': ({ formula: written }) => sampleKeys(Object.values(library.data.items), written),
  'reference:format': ({ itemIds, style }) =>
    style === 'bibtex'
      ? entries(library, itemIds, formula())
      : formatted(
          itemIds.map(id => library.get('items', id)),
          style,
        ),
})
