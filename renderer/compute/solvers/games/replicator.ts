import type { Issue } from '../../issue.ts'
import { onCpu, paced, type Iterate } from '../../paced.ts'
import { numberFrom, rationalFrom } from '../../rational.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import { certifyPopulation } from '../../verify/population.ts'
import { payoffs, sizeIssues } from './bimatrix.ts'

const schema = {
  A: {
    ...payoffs.A,
    label: { en: 'Payoffs to the row strategy', 'zh-CN': '行策略的收益' },
    // Hawk and dove, prize 2, wounds 3.
    default: [
      ['-1/2', 2],
      [0, 1],
    ],
  },
  x0: {
    kind: 'vector',
    label: { en: 'Shares at the start (the last may be left out)', 'zh-CN': '初始比例（可省略最后一项）' },
    symbol: 'x_0',
    default: [0.1],
    maxLength: 15,
  },
  dt: {
    kind: 'number',
    label: { en: 'Time step', 'zh-CN': '时间步长' },
    symbol: '\\Delta t',
    default: 0.01,
    min: 1e-6,
    max: 10,
    slider: [1e-3, 1],
    scale: 'log',
  },
  T: {
    kind: 'number',
    label: { en: 'Time', 'zh-CN': '时间' },
    symbol: 'T',
    default: 10,
    min: 0,
    max: 1e5,
    slider: [1, 100],
    scale: 'log',
  },
  tolerance: {
    kind: 'number',
    label: { en: 'Speed that counts as rest', 'zh-CN': '视为静止的速度' },
    default: 1e-9,
    min: 0,
    max: 1,
    slider: [1e-12, 1e-2],
    scale: 'log',
  },
} as const
type Given = Problem<typeof schema>

/**
 * Replicator dynamics ẋ_i = x_i ((Ax)_i − xᵀAx) of a symmetric game (Taylor and Jonker 1978), by the classical
 * Runge-Kutta method of order 4 with a fixed step.
 */
export const replicator = defineSolver({
  id: 'replicator',
  title: { en: 'Replicator dynamics', 'zh-CN': '复制者动态' },
  schema,
  check: problem => [...sizeIssues(problem), ...shapeIssues(problem)],
  async *run(problem, ctx) {
    const A = problem.A.map(row => row.map(entry => numberFrom(rationalFrom(entry))))
    const path = { x: sharesFrom(problem), t: 0 }
    const ended = yield* paced(ctx, flow(A, path, problem))
    const certificate = certifyPopulation(A, path.x)
    const lost = !path.x.every(Number.isFinite) || certificate.massError > 1e-3 || certificate.smallest < -1e-3
    const settled = certificate.speed <= problem.tolerance
    return {
      status: ended.stopped ?? (lost ? 'diverged' : settled ? 'converged' : 'max_iterations'),
      result: { x: path.x, t: path.t },
      certificate,
      ...onCpu(ctx),
      counts: ended.stopped ? {} : { iterations: ended.value },
    }
  },
})

function shapeIssues({ A, x0 }: Given): Issue[] {
  const given = `${A.length} × ${A[0]?.length ?? 0}`
  const wanted = `${A.length} × ${A.length}`
  if (given !== wanted)
    return [{ code: 'inconsistent', parameter: 'A', params: { parameter: 'A', other: 'A', wanted, given } }]
  const sum = x0.reduce((total, share) => total + share, 0)
  const whole = x0.length === A.length ? Math.abs(sum - 1) < 1e-6 : x0.length === A.length - 1 && sum <= 1 + 1e-12
  if (whole && x0.every(share => share >= 0)) return []
  const params = { parameter: 'x0', other: 'A', wanted: `${A.length} ≥ 0, Σ = 1`, given: `${x0.length}, Σ = ${sum}` }
  return [{ code: 'inconsistent', parameter: 'x0', params }]
}

const sharesFrom = ({ A, x0 }: Given): number[] => {
  const sum = x0.reduce((total, share) => total + share, 0)
  return x0.length === A.length ? [...x0] : [...x0, Math.max(0, 1 - sum)]
}

/** Where each share is going. */
function slope(A: readonly (readonly number[])[], x: readonly number[]): number[] {
  const fitness = A.map(row => row.reduce((total, payoff, j) => total + payoff * x[j]!, 0))
  const mean = fitness.reduce((total, value, i) => total + value * x[i]!, 0)
  return fitness.map((value, i) => x[i]! * (value - mean))
}

const moved = (x: readonly number[], h: number, by: readonly number[]) => x.map((share, i) => share + h * by[i]!)

function* flow(
  A: number[][],
  path: { x: number[]; t: number },
  { dt, T, tolerance }: Given,
): Generator<Iterate<readonly number[]>, number> {
  const steps = Math.ceil(T / dt - 1e-9)
  for (let k = 0; ; k++) {
    const k1 = slope(A, path.x)
    const speed = Math.max(...k1.map(Math.abs))
    yield { k, state: path.x, metrics: { t: path.t, speed } }
    if (k >= steps || !(speed > tolerance)) return k
    const h = Math.min(dt, T - path.t)
    const k2 = slope(A, moved(path.x, h / 2, k1))
    const k3 = slope(A, moved(path.x, h / 2, k2))
    const k4 = slope(A, moved(path.x, h, k3))
    path.x = path.x.map((share, i) => share + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!))
    path.t = Math.min(T, (k + 1) * dt)
  }
}
