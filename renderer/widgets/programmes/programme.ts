import type { Values as ValuesOf } from '../frame/model.ts'

export const fields = {
  kind: {
    kind: 'choice',
    label: { en: 'Programme', 'zh-CN': '规划' },
    default: 'linear',
    options: ['linear', 'quadratic'],
  },
  rule: {
    kind: 'choice',
    label: { en: 'Simplex: which edge to take', 'zh-CN': '单纯形：选哪条边' },
    default: 'dantzig',
    options: ['dantzig', 'steepest-edge', 'bland'],
  },
  c: {
    kind: 'vector',
    label: { en: 'Costs c to minimise', 'zh-CN': '要最小化的费用 c' },
    default: [-3, -5],
    maxLength: 2,
  },
  P: {
    kind: 'matrix',
    label: { en: 'Curvature P of ½ xᵀPx', 'zh-CN': '½ xᵀPx 的曲率 P' },
    default: [
      [2, 0],
      [0, 2],
    ],
    maxCells: 4,
  },
  A: {
    kind: 'matrix',
    label: { en: 'Rows A of A(x, y) ≤ b', 'zh-CN': '约束 A(x, y) ≤ b 的各行 A' },
    default: [
      [1, 0],
      [0, 2],
      [3, 2],
    ],
    maxCells: 60,
  },
  b: {
    kind: 'vector',
    label: { en: 'Right sides b', 'zh-CN': '右端 b' },
    default: [4, 12, 18],
    maxLength: 30,
  },
  nonneg: { kind: 'flag', label: { en: 'x, y ≥ 0', 'zh-CN': 'x, y ≥ 0' }, default: true },
} as const
export type Values = ValuesOf<typeof fields>

/** All constraints as rows a·x ≤ b, those of the signs included. */
export function rowsOf({ A, b, nonneg }: Values): { a: readonly number[]; b: number }[] {
  const rows = A.map((a, i) => ({ a, b: b[i] ?? 0 }))
  return nonneg ? [...rows, { a: [-1, 0], b: 0 }, { a: [0, -1], b: 0 }] : rows
}

/** The objective at a point. */
export const costAt = ({ kind, c, P }: Values, x: number, y: number): number => {
  const [[a = 0, h = 0] = [], [g = 0, d = 0] = []] = P
  const bend = kind === 'quadratic' ? 0.5 * (a * x * x + (h + g) * x * y + d * y * y) : 0
  return bend + (c[0] ?? 0) * x + (c[1] ?? 0) * y
}

/** The corners of the feasible set within a square of half-width `reach`, in order (Sutherland and Hodgman, 1974). */
export function polygonOf(values: Values, reach = 1e3): (readonly [number, number])[] {
  const square: (readonly [number, number])[] = [
    [-reach, -reach],
    [reach, -reach],
    [reach, reach],
    [-reach, reach],
  ]
  return rowsOf(values).reduce((corners, { a, b }) => {
    const excess = ([x, y]: readonly [number, number]) => (a[0] ?? 0) * x + (a[1] ?? 0) * y - b
    return corners.flatMap((corner, i) => {
      const next = corners[(i + 1) % corners.length]!
      const [here, there] = [excess(corner), excess(next)]
      const t = here / (here - there)
      const crossing: (readonly [number, number])[] =
        here * there < 0 ? [[corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])]] : []
      return here <= 1e-9 ? [corner, ...crossing] : crossing
    })
  }, square)
}
