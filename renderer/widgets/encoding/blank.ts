import type { Values } from '../frame/model.ts'
import type { Fields, Fit, Part, Told } from './model.ts'

/** So many rows are shown as numbers. */
const headRows = 12

/** A fit that says nothing, with as many rows and columns as these settings lead to. */
export function blankFor(
  { fill, indicator, code, intercept, cut, bins }: Values<Fields>,
  { X, names, axis }: Told,
): Fit {
  const kept = [...X.keys()].filter(i => fill !== 'drop' || !X[i]!.includes(null))
  const first = code === 'all' ? 0 : 1
  const parts = names.flatMap((_, column): Part[] => {
    const cells = kept.map(i => X[i]![column]!)
    const levels = [...new Set(cells)]
    if (cells.some(cell => typeof cell === 'string'))
      return code === 'ordinal'
        ? [{ column, kind: 'code' }]
        : levels.slice(first).map(level => ({ column, kind: 'level', level }))
    const binned = cut !== 'none' && column === axis
    return [
      ...(binned
        ? Array.from({ length: bins - first }, (): Part => ({ column, kind: 'bin' }))
        : [{ column, kind: 'number' } as const]),
      ...(indicator && cells.some(cell => cell === null) ? [{ column, kind: 'gap' } as const] : []),
    ]
  })
  return {
    bins,
    parts,
    kept,
    fills: names.map(() => null),
    head: kept.slice(0, headRows).map(() => parts.map(() => 0)),
    weights: Array.from({ length: parts.length + Number(intercept) }, () => 0),
    redundant: null,
    rank: 0,
    condition: null,
    r2: 0,
    looR2: null,
    residualSd: null,
    curves: { x: [], lines: [] },
  }
}
