import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { outOf } from '../frame/claims.ts'
import type { Claim, Runs } from '../frame/model.ts'

/** θ_D at one choice of multipliers, and where the Lagrangian is least. */
export interface Sample {
  readonly multiplier: number
  readonly lam: readonly number[]
  readonly nu: readonly number[]
  readonly value: number
  readonly x: readonly number[]
  readonly attained: boolean
  readonly proved: boolean
}
export interface Answer {
  readonly x: readonly number[] | null
  readonly p: number
  readonly d: number
  readonly gap: number | null
  readonly lam: readonly number[] | null
  readonly nu: readonly number[] | null
  readonly kkt_residuals: Readonly<Record<'stationarity' | 'primal' | 'dual' | 'complementarity', number>> | null
  readonly convexity: 'proved' | 'refuted' | 'sampled'
  readonly slater: boolean
  readonly slater_point: readonly number[] | null
  readonly licq: boolean | null
  readonly samples: readonly Sample[]
}
interface Certificate {
  readonly duality: {
    readonly tolerance: number
    readonly lower_bound: number | null
    readonly lower_bound_by: 'lagrangian' | 'intervals' | 'convexity' | null
    readonly dual_bound: number | null
    readonly holds: boolean
  } | null
  readonly above_p: number
  readonly below_chord: number
  readonly proved: number
}

/** What is smaller is rounding. */
export const tidy = (value: number): number => (Math.abs(value) < 1e-10 ? 0 : value)
const list = (values: readonly number[]): string => `(${values.map(value => numberText(tidy(value), 5)).join(', ')})`
/** The multipliers of one kind of constraint; nothing where there is none of it. */
const named = (letter: string, values: readonly number[]): string =>
  values.length === 0 ? '' : `${letter} = ${values.length === 1 ? numberText(tidy(values[0]!), 5) : list(values)}`
const condition = (en: string, zh: string, value: number, most: number): Claim => ({
  words: { en, 'zh-CN': zh },
  value,
  holds: value <= most,
})

/** What the numbers mean, in words: the kind of problem, and whether duality is strong. */
export function verdict(answer: Answer): Claim['words'] {
  const { p, d, gap } = answer
  if (p === Infinity)
    return {
      en: `Infeasible: no point meets every constraint, p* = +∞${d === Infinity ? ', and the dual grows without bound, which proves it' : ''}`,
      'zh-CN': `不可行：没有点满足全部约束，p* = +∞${d === Infinity ? '，且对偶值无上界，这就是证明' : ''}`,
    }
  if (p === -Infinity)
    return {
      en: 'Unbounded below: p* = −∞, so every θ_D is −∞',
      'zh-CN': '下方无界：p* = −∞，故 θ_D 处处为 −∞',
    }
  if (gap !== null && gap <= 1e-6 * (1 + Math.abs(p)))
    return { en: 'Strong duality: p* = d*', 'zh-CN': '强对偶成立：p* = d*' }
  return {
    en: 'Weak duality only: d* < p*, there is a gap',
    'zh-CN': '只有弱对偶：d* < p*，存在对偶间隙',
  }
}

const boundBy = {
  lagrangian: { en: 'by weak duality', 'zh-CN': '由弱对偶' },
  intervals: { en: 'by interval bounds everywhere', 'zh-CN': '由全域区间界' },
  convexity: { en: 'by interval bounds nearby and convexity', 'zh-CN': '由邻域区间界与凸性' },
} as const
const convexity = {
  proved: { en: 'Convex problem: proved', 'zh-CN': '凸问题：已证明' },
  refuted: {
    en: 'Not convex: a point where the Hessian bends down was found',
    'zh-CN': '非凸：找到了 Hessian 向下弯的点',
  },
  sampled: { en: 'Convex as far as sampled; not proved', 'zh-CN': '采样未见非凸；未证明' },
} as const

type Conditions = NonNullable<Answer['kkt_residuals']>

const kktClaims = ({ stationarity, primal, dual, complementarity }: Conditions, most: number): Claim[] => [
  condition('KKT: stationarity, ‖∇L‖', 'KKT：平稳性 ‖∇L‖', stationarity, most * 10),
  condition('KKT: primal feasibility, largest violation', 'KKT：原始可行性，最大违反', primal, most),
  condition('KKT: dual feasibility, most negative α', 'KKT：对偶可行性，最负的 α', dual, most),
  condition('KKT: complementary slackness, largest |αc|', 'KKT：互补松弛，最大 |αc|', complementarity, most * 10),
]

/** What is proved of the least value from below: all of it, a part, or nothing. */
function boundClaim({ p }: Answer, duality: Certificate['duality']): Claim {
  const { lower_bound: bound, lower_bound_by: by } = duality ?? { lower_bound: null, lower_bound_by: null }
  if (bound === null || !by) return { words: { en: 'That nothing is lower is not proved', 'zh-CN': '最优性未获证明' } }
  if (bound < p - 2e-4 * (1 + Math.abs(p)))
    return {
      words: {
        en: `Every feasible x costs at least this, ${boundBy[by].en}`,
        'zh-CN': `任何可行值不小于此数，${boundBy[by]['zh-CN']}`,
      },
      value: tidy(bound),
    }
  return {
    words: { en: `No feasible x costs less, ${boundBy[by].en}`, 'zh-CN': `没有更小的可行值，${boundBy[by]['zh-CN']}` },
    holds: duality?.holds ?? false,
  }
}

function valueClaims(answer: Answer, most: number): Claim[] {
  const { p, d, gap, x, lam, nu, kkt_residuals } = answer
  const multipliers = [named('α', lam ?? []), named('β', nu ?? [])].filter(Boolean).join(', ')
  return [
    { words: verdict(answer) },
    { words: { en: 'p*', 'zh-CN': 'p*' }, value: tidy(p) },
    { words: { en: 'd*', 'zh-CN': 'd*' }, value: tidy(d) },
    ...(gap === null ? [] : [{ words: { en: 'Gap p* − d*', 'zh-CN': '间隙 p* − d*' }, value: Math.max(0, gap) }]),
    ...(x ? [{ words: { en: 'Attained at', 'zh-CN': '取到于' }, value: list(x) }] : []),
    kkt_residuals
      ? {
          words: { en: 'Multipliers', 'zh-CN': '乘子' },
          value: multipliers || { en: 'none, for nothing constrains', 'zh-CN': '无，因为没有约束' },
        }
      : { words: { en: 'No multipliers satisfy the KKT conditions', 'zh-CN': '没有乘子满足 KKT 条件' } },
    ...(kkt_residuals ? kktClaims(kkt_residuals, most) : []),
  ]
}

/** Slater's condition promises strong duality of convex problems, and of no others. */
function slaterClaim({ convexity: kind, slater, slater_point }: Answer): Claim {
  const point = slater_point && { value: list(slater_point) }
  if (kind !== 'refuted')
    return {
      words: { en: 'Slater’s condition: a point strictly inside', 'zh-CN': 'Slater 条件：存在严格可行点' },
      ...point,
      holds: slater,
    }
  return {
    words: slater
      ? {
          en: 'A point strictly inside; Slater’s condition asks for a convex problem too',
          'zh-CN': '存在严格可行点；但 Slater 条件还要求问题是凸的',
        }
      : { en: 'No point strictly inside was found', 'zh-CN': '未找到严格可行点' },
    ...point,
  }
}

export function claims({ runs }: { readonly runs: Runs }): Claim[] {
  const report = runs['dual']?.report as Report<Answer | null, Certificate> | undefined
  const answer = report?.result
  if (!report || !answer) return []
  const { duality, above_p, below_chord, proved } = report.certificate
  const most = duality?.tolerance ?? 1e-6
  return [
    ...valueClaims(answer, most),
    {
      words: convexity[answer.convexity],
      ...(answer.convexity !== 'sampled' && { holds: answer.convexity === 'proved' }),
    },
    slaterClaim(answer),
    boundClaim(answer, duality),
    ...(typeof duality?.dual_bound === 'number'
      ? [{ words: { en: 'd* is proved to be at least', 'zh-CN': '已证明 d* 不小于' }, value: tidy(duality.dual_bound) }]
      : []),
    condition('Weak duality on the drawn curve, most above p*', '所绘曲线的弱对偶，高出 p* 至多', above_p, most * 10),
    condition(
      'Concavity of the drawn curve, most below a chord',
      '所绘曲线的凹性，低于弦至多',
      below_chord,
      most * 100,
    ),
    {
      words: { en: 'Points of the curve proved by convexity', 'zh-CN': '由凸性证明的曲线点' },
      value: outOf(proved, answer.samples.length),
    },
  ]
}
