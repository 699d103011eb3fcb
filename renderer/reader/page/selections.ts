import type { PageText, PaperPages } from '../../../electron/contract/text/page-text.ts'
import type { PageSelection } from '../annotations/anchor.ts'
import { storedSelection } from '../text/stored-selection.ts'
import { widthOf } from './letter-widths.ts'
import type { PageView } from './page-view.ts'
import { pageSelectionFrom } from './text.ts'

/**
 * What a range of the document selects, by page. A page that is not laid out is read from the paper's stored text; null where
 * that cannot say what of the page is selected.
 */
export function selectionsIn(
  range: Range,
  views: readonly (PageView | undefined)[],
  text: PaperPages | null,
): PageSelection[] | null {
  const selections: PageSelection[] = []
  for (const view of views) {
    if (!view || !range.intersectsNode(view.div)) continue
    const page = text?.pages[view.id - 1]
    const textLayer = view.textLayer?.div
    if (!textLayer && !page) return null
    const selection = textLayer
      ? pageSelectionFrom(range, { number: view.id, textLayer, space: view.viewport })
      : page && storedIn(range, view, page)
    if (selection) selections.push(selection)
    // A page without words has nothing to select.
    else if (!textLayer && page?.text.trim() !== '') return null
  }
  return selections
}

/** A page that is not laid out and lies wholly in a range; where an end of the range stands in it is not known any more. */
function storedIn(range: Range, { id, div }: PageView, page: PageText): PageSelection | null {
  if (div.contains(range.startContainer) || div.contains(range.endContainer)) return null
  return storedSelection(id, page, { from: 0, to: page.text.length }, { by: 'reading', widthOf })
}
