// How the panes beside the tabs are kept with what the window has open, and read again with distrust.
import { paperColors, scrollModes, sidebarTabs, spreads } from '../../electron/contract/choices.ts'
import { figureKinds, type OpenPaper, type PinnedFigure, shareBounds, usePanes } from '../state/panes.ts'

type Panes = ReturnType<typeof usePanes.getState>
type Kept = Pick<Panes, 'paper' | 'figure' | 'shares'>
type Place = NonNullable<NonNullable<Panes['paper']>['place']>

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
export const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 10_000
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isPage = (value: unknown): value is number => isNumber(value) && Number.isInteger(value) && value > 0
const among = <T>(list: readonly T[], value: unknown): T | undefined => list.find(each => each === value)

function paperFrom({ hash, itemId }: Fields): OpenPaper | null {
  return isText(hash) && isText(itemId) ? { hash, itemId } : null
}

function viewFrom(value: unknown): Pick<Place, 'view'> {
  const fields = fieldsOf(value)
  const scroll = among(scrollModes, fields['scroll'])
  const spread = among(spreads, fields['spread'])
  const rotation = among([0, 90, 180, 270] as const, fields['rotation'])
  const paper = among(paperColors, fields['paper'])
  const sidebar = among(sidebarTabs, fields['sidebar']) ?? null
  return scroll && spread && rotation !== undefined && paper
    ? { view: { scroll, spread, rotation, sidebar, paper } }
    : {}
}

function placeFrom(value: unknown): { place?: Place } {
  const { page, scale, topPt, view } = fieldsOf(value)
  const size =
    isNumber(scale) && scale > 0 && scale <= 50 ? scale : among(['page-width', 'page-fit', 'auto'] as const, scale)
  return isPage(page) && size !== undefined && isNumber(topPt)
    ? { place: { page, scale: size, topPt, ...viewFrom(view) } }
    : {}
}

function figureFrom(value: unknown): PinnedFigure | null {
  const fields = fieldsOf(value)
  const paper = paperFrom(fields)
  const of = among(figureKinds, fields['of'])
  const { number, page, rectPt } = fields
  if (!paper || !of || !isText(number) || !isPage(page) || !Array.isArray(rectPt)) return null
  const [left, bottom, right, top] = rectPt as unknown[]
  if (!isNumber(left) || !isNumber(bottom) || !isNumber(right) || !isNumber(top)) return null
  return right > left && top > bottom ? { ...paper, of, number, page, rectPt: [left, bottom, right, top] } : null
}

/** The panes that were kept; what cannot be read is left out. */
export function panesFrom(value: unknown): Kept {
  const { paper, figure, shares } = fieldsOf(value)
  const { least, usual, most } = shareBounds
  const share = (name: keyof Panes['shares']) => {
    const kept = fieldsOf(shares)[name]
    return isNumber(kept) ? Math.min(most, Math.max(least, kept)) : usual[name]
  }
  const open = paperFrom(fieldsOf(paper))
  return {
    paper: open && { ...open, ...placeFrom(fieldsOf(paper)['place']) },
    figure: figureFrom(figure),
    shares: { beside: share('beside'), figure: share('figure') },
  }
}

/** The panes to keep. */
export function panesNow(): Kept {
  const { paper, figure, shares } = usePanes.getState()
  return { paper, figure, shares }
}
