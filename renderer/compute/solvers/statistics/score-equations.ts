import { digamma, trigamma } from '../../special/digamma.ts'
import { medianOf, meanOf, varianceOf, type Fitting } from './fit.ts'

const rounds = 200
const enough = 1e-14

/** Newton for a rising or falling function of one positive number; a step past 0 goes half the way there. */
function* positiveRoot(
  start: number,
  at: (value: number) => readonly [value: number, slope: number],
  show: (value: number) => readonly number[],
): Generator<{ k: number; state: readonly number[]; metrics: Record<string, number> }, number | undefined> {
  let here = start
  for (let k = 0; k < rounds; k++) {
    const [value, slope] = at(here)
    yield { k, state: show(here), metrics: { score: value } }
    const next = Math.max(here / 2, Math.min(here * 4, here - value / slope))
    if (!Number.isFinite(next)) return undefined
    const settled = Math.abs(next - here) <= enough * here
    here = next
    if (settled) return here
  }
  return here < 1e12 ? here : undefined
}

/** ln k − ψ(k) = ln x̄ − mean of ln x, from Minka's start (Estimating a gamma distribution, 2002). */
export function* gamma(data: readonly number[]): Fitting {
  const mean = meanOf(data)
  const variance = varianceOf(data, mean)
  const s = Math.log(mean) - meanOf(data.map(Math.log))
  if (!(s > 1e-14)) return undefined
  const start = (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s)
  const shape = yield* positiveRoot(
    start,
    k => [Math.log(k) - digamma(k) - s, 1 / k - trigamma(k)],
    k => [k, mean / k],
  )
  if (shape === undefined) return undefined
  const scale = mean / shape
  const moments = { moment_shape: mean ** 2 / variance, moment_scale: variance / mean }
  return { theta: [shape, scale], named: { shape, scale, ...moments }, stationary: true }
}

/** The shape k with Σ x^k ln x / Σ x^k − 1/k = mean of ln x; x over its largest, so that no power overflows. */
export function* weibull(data: readonly number[]): Fitting {
  const largest = Math.max(...data)
  const logs = data.map(x => Math.log(x / largest))
  const mean = meanOf(logs)
  if (!(varianceOf(logs, mean) > 1e-24)) return undefined
  const scaleAt = (k: number) => largest * meanOf(logs.map(log => Math.exp(k * log))) ** (1 / k)
  const shape = yield* positiveRoot(
    Math.PI / Math.sqrt(6 * varianceOf(logs, mean)),
    k => {
      let [s0, s1, s2] = [0, 0, 0]
      for (const log of logs) {
        const power = Math.exp(k * log)
        s0 += power
        s1 += power * log
        s2 += power * log * log
      }
      const average = s1 / s0
      return [average - 1 / k - mean, s2 / s0 - average ** 2 + 1 / (k * k)]
    },
    k => [k, scaleAt(k)],
  )
  if (shape === undefined) return undefined
  return { theta: [shape, scaleAt(shape)], named: { shape, scale: scaleAt(shape) }, stationary: true }
}

/** ψ(a) − ψ(a + b) = mean of ln x, ψ(b) − ψ(a + b) = mean of ln(1 − x): Newton in (a, b) from the moments. */
export function* beta(data: readonly number[]): Fitting {
  const first = meanOf(data.map(Math.log))
  const second = meanOf(data.map(x => Math.log1p(-x)))
  const mean = meanOf(data)
  const variance = varianceOf(data, mean)
  if (!(variance > 1e-24)) return undefined
  const total = Math.max(1e-3, (mean * (1 - mean)) / variance - 1)
  let [a, b] = [mean * total, (1 - mean) * total]
  for (let k = 0; k < rounds; k++) {
    const both = digamma(a + b)
    const [u, v] = [first - digamma(a) + both, second - digamma(b) + both]
    yield { k, state: [a, b], metrics: { score: Math.max(Math.abs(u), Math.abs(v)) } }
    const shared = trigamma(a + b)
    const [aa, bb] = [trigamma(a) - shared, trigamma(b) - shared]
    const determinant = aa * bb - shared * shared
    const nextA = Math.max(a / 2, Math.min(a * 4, a + (u * bb + v * shared) / determinant))
    const nextB = Math.max(b / 2, Math.min(b * 4, b + (v * aa + u * shared) / determinant))
    if (!Number.isFinite(nextA + nextB)) return undefined
    const settled = Math.abs(nextA - a) <= 1e-13 * a && Math.abs(nextB - b) <= 1e-13 * b
    a = nextA
    b = nextB
    if (settled) break
  }
  return { theta: [a, b], named: { a, b }, stationary: true }
}

/**
 * Location of a Student t with `df` degrees of freedom and scale 1, by reweighting, which never lowers the likelihood
 * (Lange, Little and Taylor, JASA 84, 1989); there may be as many maxima as observations, where those lie far apart, so the
 * median, eight quantiles and the eight observations (of at most 1,000 spread over all) that are likeliest themselves start it.
 */
export function* studentLocation(data: readonly number[], df: number): Fitting {
  const sorted = [...data].sort((x, y) => x - y)
  const starts = [medianOf(data), ...[1, 2, 3, 4, 5, 6, 7, 8].map(i => sorted[Math.floor((sorted.length * i) / 9)]!)]
  const cost = (mu: number) => data.reduce((sum, x) => sum + Math.log1p((x - mu) ** 2 / df), 0)
  const stride = Math.ceil(sorted.length / 1_000)
  const likely = sorted.filter((_, i) => i % stride === 0).map(x => ({ x, cost: cost(x) }))
  starts.push(
    ...likely
      .sort((x, y) => x.cost - y.cost)
      .slice(0, 8)
      .map(({ x }) => x),
  )
  let best = Number.NaN
  let k = 0
  for (const start of starts) {
    let mu = start
    for (let round = 0; round < 5_000; round++) {
      let [weights, sum] = [0, 0]
      for (const x of data) {
        const weight = 1 / (df + (x - mu) ** 2)
        weights += weight
        sum += weight * (x - mu)
      }
      yield { k: k++, state: [mu], metrics: { score: (df + 1) * sum } }
      mu += sum / weights
      if (Math.abs(sum / weights) <= 1e-15 * (1 + Math.abs(mu))) break
    }
    if (!(cost(best) <= cost(mu))) best = mu
  }
  return { theta: [best, df], named: { mu: best }, free: 1, stationary: true }
}
