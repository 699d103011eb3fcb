import { logGamma } from '../../compute/index.ts'

/** What a likelihood needs to know of the data. */
export interface Sums {
  readonly n: number
  readonly sum: number
  readonly squares: number
  readonly logs: number
  readonly logFactorials: number
}

export const sumsOf = (data: readonly number[]): Sums => ({
  n: data.length,
  sum: data.reduce((total, x) => total + x, 0),
  squares: data.reduce((total, x) => total + x * x, 0),
  logs: data.reduce((total, x) => total + Math.log(x), 0),
  logFactorials: data.reduce((total, x) => total + logGamma(x + 1), 0),
})

export interface Family {
  /** Names of the parameters as the solver gives them, and their letters. */
  readonly names: readonly string[]
  readonly letters: readonly string[]
  readonly density: string
  /** log p(data | θ); −∞ or NaN outside the parameters' range. */
  loglik(sums: Sums, theta: readonly number[]): number
  /** log of the prior at the first parameter, up to a constant, by the two numbers that are set. */
  logPrior(theta: number, a: number, b: number): number
  readonly prior: string
  /** Parameters never go below this, or above. */
  readonly low: number
  readonly high: number
}

const gammaPrior = (theta: number, a: number, b: number) => (a - 1) * Math.log(theta) - b * theta
const positive = { low: 0, high: Infinity } as const

export const families = {
  gaussian: {
    names: ['mu', 'sigma'],
    letters: ['\\mu', '\\sigma'],
    density: String.raw`\frac{1}{\sqrt{2\pi}\sigma}e^{-(x-\mu)^2/2\sigma^2}`,
    loglik: ({ n, sum, squares }, [mu = 0, sigma = 1]) =>
      -n * Math.log(sigma) -
      (n / 2) * Math.log(2 * Math.PI) -
      (squares - 2 * mu * sum + n * mu * mu) / (2 * sigma * sigma),
    logPrior: (mu, a, b) => -((mu - a) ** 2) / (2 * b * b),
    prior: String.raw`\mu \sim \mathcal N(a, b^2)`,
    low: -Infinity,
    high: Infinity,
  },
  bernoulli: {
    names: ['p'],
    letters: ['p'],
    density: 'p^x(1-p)^{1-x}',
    loglik: ({ n, sum }, [p = 0.5]) => (sum && sum * Math.log(p)) + (n - sum && (n - sum) * Math.log1p(-p)),
    logPrior: (p, a, b) => (a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p),
    prior: String.raw`p \sim \mathrm{Beta}(a, b)`,
    low: 0,
    high: 1,
  },
  poisson: {
    names: ['lambda'],
    letters: ['\\lambda'],
    density: String.raw`e^{-\lambda}\lambda^x/x!`,
    loglik: ({ n, sum, logFactorials }, [lambda = 1]) => sum * Math.log(lambda) - n * lambda - logFactorials,
    logPrior: gammaPrior,
    prior: String.raw`\lambda \sim \mathrm{Gamma}(a, b)`,
    ...positive,
  },
  exponential: {
    names: ['rate'],
    letters: ['r'],
    density: 'r e^{-rx}',
    loglik: ({ n, sum }, [rate = 1]) => n * Math.log(rate) - rate * sum,
    logPrior: gammaPrior,
    prior: String.raw`r \sim \mathrm{Gamma}(a, b)`,
    ...positive,
  },
  gamma: {
    names: ['shape', 'scale'],
    letters: ['k', '\\theta'],
    density: String.raw`\frac{x^{k-1}e^{-x/\theta}}{\Gamma(k)\theta^k}`,
    loglik: ({ n, sum, logs }, [shape = 1, scale = 1]) =>
      (shape - 1) * logs - sum / scale - n * shape * Math.log(scale) - n * logGamma(shape),
    logPrior: gammaPrior,
    prior: String.raw`k \sim \mathrm{Gamma}(a, b)`,
    ...positive,
  },
} as const satisfies Record<string, Family>
export type FamilyName = keyof typeof families
export const familyOf = (name: string): Family => families[name as FamilyName] ?? families.gaussian

export type Box = readonly (readonly [from: number, to: number])[]

const rounds = 48
const across = 12

/** The largest value of a function of one or two parameters within a box, by grids that close in on it. */
export function largestIn(at: (theta: readonly number[]) => number, box: Box): readonly number[] {
  let [middle, widths] = [box.map(([from, to]) => (from + to) / 2), box.map(([from, to]) => to - from)]
  for (let round = 0; round < rounds; round++) {
    const axis = (i: number) =>
      Array.from({ length: across + 1 }, (_, k) => middle[i]! + widths[i]! * (k / across - 0.5)).filter(
        value => value >= box[i]![0] && value <= box[i]![1],
      )
    const places = box.length === 1 ? axis(0).map(a => [a]) : axis(0).flatMap(a => axis(1).map(b => [a, b]))
    const best = places.reduce((top, place) => (at(place) > at(top) || Number.isNaN(at(top)) ? place : top), middle)
    middle = [...best]
    widths = widths.map(width => width * 0.62)
  }
  return middle
}
