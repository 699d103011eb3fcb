import { matrix } from '../linear-algebra/matrix.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'
import { logBeta, logGamma } from '../special/log-gamma.ts'

type LogDensity = (theta: readonly number[], x: number) => number

const inside = (holds: boolean, value: () => number) => (holds ? value() : -Infinity)
/** k ln p with 0 ln 0 = 0. */
const times = (k: number, p: number) => (k === 0 ? 0 : k * Math.log(p))

/** ln p(x; θ) of one observation, θ in the order of the names in a maximum-likelihood answer. */
export const logDensities = {
  gaussian: ([mu, sigma2], x) => -0.5 * Math.log(2 * Math.PI * sigma2!) - (x - mu!) ** 2 / (2 * sigma2!),
  bernoulli: ([p], x) => inside(p! >= 0 && p! <= 1, () => times(x, p!) + times(1 - x, 1 - p!)),
  poisson: ([lambda], x) => inside(lambda! >= 0, () => times(x, lambda!) - lambda! - logGamma(x + 1)),
  exponential: ([rate], x) => Math.log(rate!) - rate! * x,
  gamma: ([k, s], x) => (k! - 1) * Math.log(x) - x / s! - logGamma(k!) - k! * Math.log(s!),
  uniform: ([theta], x) => inside(x <= theta!, () => -Math.log(theta!)),
  laplace: ([mu, b], x) => -Math.log(2 * b!) - Math.abs(x - mu!) / b!,
  beta: ([a, b], x) => (a! - 1) * Math.log(x) + (b! - 1) * Math.log1p(-x) - logBeta(a!, b!),
  weibull: ([k, s], x) => Math.log(k! / s!) + (k! - 1) * Math.log(x / s!) - (x / s!) ** k!,
  geometric: ([p], x) => inside(p! <= 1, () => Math.log(p!) + times(x - 1, 1 - p!)),
  categorical: (p, x) =>
    inside(
      p.every(share => share >= 0),
      () => Math.log(p[x] ?? 0),
    ),
  student_t_loc: ([mu, df], x) =>
    logGamma((df! + 1) / 2) -
    logGamma(df! / 2) -
    0.5 * Math.log(df! * Math.PI) -
    ((df! + 1) / 2) * Math.log1p((x - mu!) ** 2 / df!),
} as const satisfies Record<string, LogDensity>

export type DistributionName = keyof typeof logDensities

export interface LikelihoodCertificate {
  /** Σ ln p(x_i; θ), observation by observation. */
  readonly loglik: number
  /** Largest |∂ℓ/∂θ_j| in standard errors of the estimate; null where the maximum is no stationary point. */
  readonly score: number | null
  /** Largest eigenvalue of ∇²ℓ in the scale of θ: below 0 at a strict maximum. */
  readonly curvature: number | null
  /** Largest gain of ℓ by small moves within the domain: at most 0 at a maximum, to rounding. */
  readonly gain: number
  readonly holds: boolean
}

/**
 * Certifies a maximum of the likelihood from densities of its own: derivatives by differences of fourth order, and
 * probes round θ, which also serve at corners and on boundaries. The first `free` parameters were estimated.
 */
export function certifyLikelihood(
  name: DistributionName,
  data: readonly number[],
  theta: readonly number[],
  { free, stationary }: { free: number; stationary: boolean },
): LikelihoodCertificate {
  const density: LogDensity = logDensities[name]
  const at = (parameters: readonly number[]) => data.reduce((sum, x) => sum + density(parameters, x), 0)
  const loglik = at(theta)
  const sizes = sizesOf(name, theta)
  const gain = Math.max(...probesFrom(name, theta, sizes.slice(0, free)).map(probe => at(probe) - loglik))
  const flat = stationary ? derivatives(at, theta, sizes.slice(0, free)) : undefined
  const rounding = 1e-12 * Math.max(1, Math.abs(loglik))
  return {
    loglik,
    score: flat?.score ?? null,
    curvature: flat?.curvature ?? null,
    gain,
    holds: gain <= rounding && (!flat || (flat.score < 1e-4 && flat.curvature < 0)),
  }
}

const moved = (theta: readonly number[], j: number, by: number) =>
  theta.map((value, i) => (i === j ? value + by : value))
/** How far θ_j must move to be felt: its own size, but of a place the width of what stands there, wherever it stands. */
function sizesOf(name: DistributionName, theta: readonly number[]): number[] {
  const sizes = theta.map(value => Math.abs(value) || 1)
  if (name === 'gaussian') return [Math.sqrt(sizes[1]!), sizes[1]!]
  if (name === 'laplace') return [sizes[1]!, sizes[1]!]
  return name === 'student_t_loc' ? [Math.sqrt(sizes[1]! / (sizes[1]! + 1)), sizes[1]!] : sizes
}

function probesFrom(name: DistributionName, theta: readonly number[], sizes: readonly number[]): number[][] {
  const share = 1e-3
  if (name === 'categorical')
    return theta.flatMap((_, i) => theta.map((__, j) => moved(moved(theta, i, share), j, -share)))
  return sizes.flatMap((size, j) => [moved(theta, j, share * size), moved(theta, j, -share * size)])
}

/** Slope and curvature by five-point differences, each parameter in units of its own size. */
function derivatives(at: (theta: readonly number[]) => number, theta: readonly number[], scale: readonly number[]) {
  const free = scale.length
  const steps = scale.map((size, j) => stepFor(at, theta, j, 2e-3 * size))
  const slopeAt = (from: readonly number[], j: number) => {
    const h = steps[j]!
    const [a, b, c, d] = [-2, -1, 1, 2].map(n => at(moved(from, j, n * h))) as [number, number, number, number]
    return (a - 8 * b + 8 * c - d) / (12 * h)
  }
  const hessian = matrix(free, free)
  for (let i = 0; i < free; i++)
    for (let j = 0; j < free; j++) {
      const h = steps[i]!
      const change = slopeAt(moved(theta, i, h), j) - slopeAt(moved(theta, i, -h), j)
      hessian.data[i * free + j] = (change / (2 * h)) * scale[i]! * scale[j]!
    }
  for (let i = 0; i < free; i++)
    for (let j = 0; j < i; j++) {
      const mean = (hessian.data[i * free + j]! + hessian.data[j * free + i]!) / 2
      hessian.data[i * free + j] = hessian.data[j * free + i] = mean
    }
  const slopes = steps.map(
    (_, j) => (Math.abs(slopeAt(theta, j)) * scale[j]!) / Math.sqrt(Math.abs(hessian.data[j * free + j]!)),
  )
  return { score: Math.max(...slopes), curvature: symmetricEigen(hessian).values.at(-1)! }
}

/** Short enough that every point of the difference lies inside the domain. */
function stepFor(at: (theta: readonly number[]) => number, theta: readonly number[], j: number, first: number): number {
  let step = first
  const fits = () => [-3, -2, 2, 3].every(n => Number.isFinite(at(moved(theta, j, n * step))))
  for (let round = 0; round < 40 && !fits(); round++) step /= 2
  return step
}
