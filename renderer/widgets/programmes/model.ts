import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import { costAt, fields, polygonOf, rowsOf, type Values } from './programme.ts'

interface Answer {
  readonly x: readonly number[] | null
  readonly obj: number | null
  readonly dual_ub?: readonly number[] | null
  readonly lam?: readonly number[] | null
  readonly ray: readonly number[] | null
}
interface Certificate {
  readonly claim: 'optimal' | 'unbounded' | 'infeasible'
  readonly gap?: number
  readonly primal?: number
  readonly dual?: number
  readonly complementarity?: number
  readonly kkt?: Readonly<Record<'stationarity' | 'primal' | 'dual' | 'complementarity', number>>
  readonly convex?: boolean
  readonly tolerance: number
  readonly holds: boolean
}

type Fields = typeof fields

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** The points of a run, up to its end. */
export const pathOf = (run: Run | undefined): readonly (readonly number[])[] =>
  (run?.steps ?? []).map(({ state }) => state as number[])

const runNames = {
  walk: { en: 'vertex by vertex', 'zh-CN': '逐顶点' },
  path: { en: 'interior point', 'zh-CN': '内点' },
} as const

function claimsOf(run: Run | undefined, name: keyof typeof runNames): Claim[] {
  const report = run?.report as Report<Answer | null, Certificate> | undefined
  if (!report?.result) return []
  const { result, certificate } = report
  const { en, 'zh-CN': zh } = runNames[name]
  const point = (x: readonly number[]) => `(${x.map(value => numberText(value, 5)).join(', ')})`
  if (certificate.claim === 'infeasible')
    return [
      {
        words: {
          en: `${en}: no point satisfies all rows; a combination of them proves it`,
          'zh-CN': `${zh}：没有点满足全部约束；它们的一个组合即是证明`,
        },
        holds: certificate.holds,
      },
    ]
  if (certificate.claim === 'unbounded')
    return [
      {
        words: { en: `${en}: unbounded along the ray`, 'zh-CN': `${zh}：沿射线无界` },
        value: point(result.ray ?? []),
        holds: certificate.holds,
      },
    ]
  const { kkt, gap = 0, primal = 0, dual = 0, complementarity = 0, tolerance, holds } = certificate
  const worst = kkt ? Math.max(...Object.values(kkt)) : Math.max(primal, dual, complementarity)
  return [
    {
      words: {
        en: `${en}: least value at ${point(result.x ?? [])}`,
        'zh-CN': `${zh}：最小值位于 ${point(result.x ?? [])}`,
      },
      value: result.obj ?? Number.NaN,
    },
    {
      words: {
        en: `${en}: largest KKT residual (tolerance ${numberText(tolerance, 1)})`,
        'zh-CN': `${zh}：最大 KKT 残差（容差 ${numberText(tolerance, 1)}）`,
      },
      value: worst,
      holds,
    },
    {
      words: { en: `${en}: duality gap`, 'zh-CN': `${zh}：对偶间隙` },
      value: gap,
      holds: Math.abs(gap) <= tolerance * 10 * (1 + Math.abs(result.obj ?? 0)),
    },
  ]
}

/** The prices of the rows by the walk, the signs' left out. */
export const pricesOf = ({ runs, values }: Pick<Shown<Fields>, 'runs' | 'values'>): readonly number[] => {
  const answer = answerOf(runs['walk'])
  return (answer?.dual_ub ?? answer?.lam ?? []).slice(0, values.A.length)
}

const asks = (values: Values) => {
  const { kind, c, P, A, b, nonneg, rule } = values
  if (kind === 'linear') {
    const problem = {
      c,
      A_ub: A,
      b_ub: b,
      bounds: nonneg
        ? []
        : [
            [null, null],
            [null, null],
          ],
    }
    return {
      walk: { solver: 'lp-simplex', problem: { ...problem, rule } },
      path: { solver: 'lp-interior-point', problem },
    } as const
  }
  const rows = rowsOf(values)
  const problem = { P, q: c, G: rows.map(({ a }) => a), h: rows.map(row => row.b) }
  return { walk: { solver: 'qp-active-set', problem }, path: { solver: 'qp-interior-point', problem } } as const
}

function table({ runs, values }: Shown<Fields>): Table {
  const rows = (['walk', 'path'] as const).flatMap(name =>
    pathOf(runs[name]).map(([x = 0, y = 0], k) => [name === 'walk' ? 1 : 2, k, x, y, costAt(values, x, y)]),
  )
  return {
    columns: [
      words('method (1 walk, 2 interior)', '方法（1 顶点，2 内点）'),
      words('step', '步'),
      'x',
      'y',
      words('objective', '目标值'),
    ],
    rows,
  }
}

const script = ({ values }: Shown<Fields>): string => {
  const { kind, c, P, A, b, nonneg } = values
  const head = `import numpy as np
c = np.array(${pythonFrom(c)}, float)
A = np.array(${pythonFrom(A)}, float)
b = np.array(${pythonFrom(b)}, float)
`
  if (kind === 'linear')
    return `# A linear programme in two variables by SciPy's HiGHS.
${head}from scipy.optimize import linprog
run = linprog(c, A_ub=A, b_ub=b, bounds=[(${nonneg ? '0' : 'None'}, None)] * 2)
print(run.message)
if run.status == 0:
    print("x =", run.x, "value", run.fun, "prices of the rows", -run.ineqlin.marginals)
`
  return `# A quadratic programme in two variables: every set of active rows tried, the KKT conditions solved.
from itertools import combinations
${head}P = np.array(${pythonFrom(P)}, float)
G, h = ${nonneg ? 'np.vstack([A, -np.eye(2)]), np.append(b, [0, 0])' : 'A, b'}
best = None
for size in range(3):
    for rows in map(list, combinations(range(len(G)), size)):
        left = np.block([[P, G[rows].T], [G[rows], np.zeros((size, size))]])
        try:
            z = np.linalg.solve(left, np.append(-c, h[rows]))
        except np.linalg.LinAlgError:
            continue
        x, lam = z[:2], z[2:]
        if (G @ x <= h + 1e-9).all() and (lam >= -1e-9).all():
            value = 0.5 * x @ P @ x + c @ x
            if best is None or value < best[0]:
                best = (value, x, dict(zip(rows, lam)))
print("no point satisfies the KKT conditions" if best is None else ("value", *best))
`
}

const tex = (value: number) => `${Number(value.toPrecision(4))}`

export const model = defineWidget({
  name: 'programmes',
  title: { en: 'Linear and quadratic programmes', 'zh-CN': '线性与二次规划' },
  fields,
  options: {
    kind: { linear: { en: 'linear', 'zh-CN': '线性' }, quadratic: { en: 'quadratic', 'zh-CN': '二次' } },
    rule: {
      dantzig: { en: 'Dantzig: best rate', 'zh-CN': 'Dantzig：下降率最大' },
      'steepest-edge': { en: 'steepest edge', 'zh-CN': '最陡边' },
      bland: { en: 'Bland: first that helps', 'zh-CN': 'Bland：第一条可改进的' },
    },
  },
  examples: [
    { title: { en: 'Two products, three limits', 'zh-CN': '两种产品，三个限制' }, values: {} },
    {
      title: { en: 'Many corners', 'zh-CN': '许多顶点' },
      values: {
        c: [-1, -1.05],
        A: Array.from({ length: 9 }, (_, i) =>
          [Math.cos((i + 1) * 0.157), Math.sin((i + 1) * 0.157)].map(v => Math.round(v * 100) / 100),
        ),
        b: Array.from({ length: 9 }, () => 5),
      },
    },
    {
      title: { en: 'The start is not feasible', 'zh-CN': '起点不可行' },
      values: {
        c: [1, 2],
        A: [
          [-1, -1],
          [-1, -3],
          [1, 0],
          [0, 1],
        ],
        b: [-4, -6, 6, 6],
      },
    },
    { title: { en: 'A whole edge is best', 'zh-CN': '整条边都是最优' }, values: { c: [-3, -2] } },
    {
      title: { en: 'Unbounded', 'zh-CN': '无界' },
      values: {
        c: [-1, -1],
        A: [
          [1, -1],
          [-1, 1],
        ],
        b: [2, 2],
      },
    },
    {
      title: { en: 'Infeasible', 'zh-CN': '不可行' },
      values: {
        c: [1, 1],
        A: [
          [1, 1],
          [-1, -1],
        ],
        b: [2, -4],
      },
    },
    {
      title: { en: 'Quadratic: the best is on an edge', 'zh-CN': '二次：最优在边上' },
      values: {
        kind: 'quadratic',
        c: [-2, -5],
        A: [
          [-1, 2],
          [1, 2],
          [1, -2],
        ],
        b: [2, 6, 2],
      },
    },
    {
      title: { en: 'Quadratic: the best is inside', 'zh-CN': '二次：最优在内部' },
      values: {
        kind: 'quadratic',
        P: [
          [2, 1],
          [1, 3],
        ],
        c: [-4, -5],
        A: [
          [1, 1],
          [1, 0],
          [0, 1],
        ],
        b: [5, 4, 4],
      },
    },
  ],
  idle: ({ kind }) => (kind === 'linear' ? ['P'] : ['rule']),
  asks,
  formula: ({ values, runs, k }) => {
    const [a = 0, d = 0] = values.c
    const [[p = 0, h = 0] = [], [, q = 0] = []] = values.P
    const linear = `${tex(a)}\\,x ${d < 0 ? '-' : '+'} ${tex(Math.abs(d))}\\,y`
    const goal =
      values.kind === 'linear'
        ? linear
        : `\\tfrac12\\bigl(${tex(p)}x^2 + ${tex(2 * h)}xy + ${tex(q)}y^2\\bigr) + ${linear}`
    const at = stateAt(runs['walk'], k) as number[] | undefined
    const now = at
      ? `\\qquad ${values.kind === 'linear' ? '\\text{vertex¦顶点}' : 'x'}_{${Math.min(k, pathOf(runs['walk']).length - 1)}} = (${at.map(tex).join(',\\,')})`
      : ''
    return `\\min\\; ${goal} \\quad\\text{s.t.}\\quad A\\begin{pmatrix}x\\\\y\\end{pmatrix} \\le b${values.nonneg ? ',\\; x, y \\ge 0' : ''}${now}`
  },
  table,
  certificate: ({ runs }) => [...claimsOf(runs['walk'], 'walk'), ...claimsOf(runs['path'], 'path')],
  summary: ({ runs, values }) => {
    const answer = answerOf(runs['walk'])
    const corners = polygonOf(values).length
    const steps = pathOf(runs['walk']).length - 1
    const inner = pathOf(runs['path']).length - 1
    const best = answer?.x?.map(value => numberText(value)).join(', ') ?? '—'
    return {
      en: `A feasible set with ${corners} corners; the answer (${best}) after ${Math.max(0, steps)} steps from vertex to vertex and ${Math.max(0, inner)} interior-point steps.`,
      'zh-CN': `可行域有 ${corners} 个顶点；答案 (${best})：逐顶点 ${Math.max(0, steps)} 步，内点法 ${Math.max(0, inner)} 步。`,
    }
  },
  python: script,
})
