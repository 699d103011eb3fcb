import { matrixFrom } from '../../linear-algebra/matrix.ts'
import { lu } from '../../linear-algebra/lu.ts'
import { trigamma } from '../../special/digamma.ts'
import type { DistributionName } from '../../verify/likelihood.ts'

type Information = (theta: readonly number[]) => readonly (readonly number[])[]

const euler = 0.5772156649015329
const single =
  (information: (value: number) => number): Information =>
  ([value]) => [[information(value!)]]

/** Fisher's information in one observation; families without it (no smooth likelihood) are left out. */
const informations: Partial<Record<DistributionName, Information>> = {
  gaussian: ([, sigma2]) => [
    [1 / sigma2!, 0],
    [0, 1 / (2 * sigma2! ** 2)],
  ],
  bernoulli: single(p => 1 / (p * (1 - p))),
  poisson: single(lambda => 1 / lambda),
  exponential: single(rate => 1 / rate ** 2),
  gamma: ([k, s]) => [
    [trigamma(k!), 1 / s!],
    [1 / s!, k! / s! ** 2],
  ],
  laplace: ([, b]) => [
    [1 / b! ** 2, 0],
    [0, 1 / b! ** 2],
  ],
  beta: ([a, b]) => {
    const shared = trigamma(a! + b!)
    return [
      [trigamma(a!) - shared, -shared],
      [-shared, trigamma(b!) - shared],
    ]
  },
  weibull: ([k, s]) => [
    [(Math.PI ** 2 / 6 + (1 - euler) ** 2) / k! ** 2, -(1 - euler) / s!],
    [-(1 - euler) / s!, (k! / s!) ** 2],
  ],
  geometric: single(p => 1 / (p ** 2 * (1 - p))),
  student_t_loc: ([, df]) => [[(df! + 1) / (df! + 3)]],
}

/** The names of a family's parameters, in the order of θ. */
const namesOf: Partial<Record<DistributionName, readonly string[]>> = {
  gaussian: ['mu', 'sigma2'],
  bernoulli: ['p'],
  poisson: ['lambda'],
  exponential: ['rate'],
  gamma: ['shape', 'scale'],
  laplace: ['mu', 'b'],
  beta: ['a', 'b'],
  weibull: ['shape', 'scale'],
  geometric: ['p'],
  student_t_loc: ['mu'],
}

export interface Told {
  /** Diagonal of the information in one observation, under the parameters' names. */
  readonly fisher_per_obs?: Readonly<Record<string, number>>
  readonly fisher_matrix?: readonly (readonly number[])[]
  /** Roots of the diagonal of the inverse information in all n observations. */
  readonly standard_errors?: Readonly<Record<string, number>>
}

export function informationOf(name: DistributionName, theta: readonly number[], n: number): Told {
  const fisher = informations[name]?.(theta)
  const names = namesOf[name]
  if (!fisher || !names || !fisher.flat().every(Number.isFinite)) return {}
  const solver = lu(matrixFrom(fisher))
  const unit = (i: number) => names.map((_, j) => (i === j ? 1 : 0))
  return {
    fisher_per_obs: Object.fromEntries(names.map((key, i) => [key, fisher[i]![i]!])),
    fisher_matrix: fisher,
    ...(solver && {
      standard_errors: Object.fromEntries(names.map((key, i) => [key, Math.sqrt(solver.solve(unit(i))[i]! / n)])),
    }),
  }
}
