import { BadProblem } from '../issue.ts'
import { objectiveFrom, type Objective } from '../expression/objective.ts'
import { parse } from '../expression/parse.ts'
import type { BasinsInput } from '../kernels/basins/cpu.ts'
import { basins } from '../kernels/basins/index.ts'
import { memorySize, type Rule } from '../kernels/descent/rule.ts'
import type { Engine } from '../kernels/kernel.ts'
import type { Problem } from '../schema.ts'
import { defineSolver, type Ctx, type Report, type Status, type Step } from '../solver.ts'
import { mismatch } from '../stepwise.ts'
import { certifyBasins, type BasinsCertificate } from '../verify/basins.ts'
import { adamRule } from './adam.ts'
import { gdRule } from './gd.ts'
import { momentumRule } from './momentum.ts'
import { descentSteps } from './fields.ts'

const corner = { kind: 'vector', maxLength: 2 } as const
const schema = {
  f: {
    kind: 'expression',
    label: { en: 'Function of x and y', 'zh-CN': '关于 x 和 y 的函数' },
    default: '(x^2+y-11)^2 + (x+y^2-7)^2',
    alias: 'expr',
  },
  low: { ...corner, label: { en: 'Lower left corner', 'zh-CN': '左下角' }, default: [-5, -5] },
  high: { ...corner, label: { en: 'Upper right corner', 'zh-CN': '右上角' }, default: [5, 5] },
  side: {
    kind: 'number',
    label: { en: 'Starts on a side', 'zh-CN': '每边起点数' },
    default: 64,
    min: 2,
    max: 512,
    slider: [16, 256],
    scale: 'log',
    whole: true,
  },
  method: {
    kind: 'choice',
    label: { en: 'Method', 'zh-CN': '方法' },
    default: 'adam',
    options: ['gd', 'momentum', 'adam'],
  },
  lr: {
    kind: 'number',
    label: { en: 'Learning rate', 'zh-CN': '学习率' },
    symbol: '\\eta',
    default: 0.05,
    min: 1e-9,
    max: 100,
    slider: [1e-4, 1],
    scale: 'log',
  },
  iterations: descentSteps,
  tolerance: {
    kind: 'number',
    label: { en: 'Tolerance of the gradient', 'zh-CN': '梯度容差' },
    symbol: '\\varepsilon',
    default: 1e-2,
    min: 0,
    max: 10,
    slider: [1e-6, 1],
    scale: 'log',
  },
} as const
type Given = Problem<typeof schema>

const rates = { beta1: 0.9, beta2: 0.999, eps: 1e-8, mu: 0.9 }
type Rates = typeof rates & { readonly lr: number }
const rules: Readonly<Record<string, Rule<Rates>>> = { gd: gdRule, momentum: momentumRule, adam: adamRule }

/** Ends this close, as a share of the map's width, are one attractor. */
const closeness = 1e-2
/** More are not told apart: such a function has no map to speak of. */
const mostAttractors = 1_000
/** Work between two looks at the budget and the signal; the number of steps follows. */
const wantedMs = 20
const firstSteps = 4
const mostSteps = 256

/** Where each start has ended: `labels[j * side + i]` is an attractor's number, or −1 where the descent has not settled. */
export interface BasinMap {
  readonly side: number
  readonly labels: readonly number[]
  readonly attractors: readonly (readonly number[])[]
}

/** Which minimum a method finds from each point of a square of starts; all of them go their way at once. */
export const basinMap = defineSolver({
  id: 'basin-map',
  title: { en: 'Basins of attraction', 'zh-CN': '吸引域地图' },
  schema,
  engines: ['cpu', 'wasm', 'gpu'],
  check(problem) {
    const parsed = parse(problem.f, ['x', 'y'])
    if (!parsed.ok) return [{ ...parsed.issue, parameter: 'f' }]
    const { low, high } = problem
    if (low.length !== 2) return mismatch('low', 'f', 2, low.length)
    if (high.length !== 2) return mismatch('high', 'f', 2, high.length)
    return low.every((from, i) => from < high[i]!)
      ? []
      : mismatch('high', 'low', `> ${low.join(', ')}`, high.join(', '))
  },
  run: (problem, ctx) => map(problem, ctx),
})

async function* map(
  problem: Given,
  ctx: Ctx,
): AsyncGenerator<Step<{ readonly moved: number }>, Report<BasinMap, BasinsCertificate>> {
  const parsed = parse(problem.f, ['x', 'y'])
  if (!parsed.ok) throw new BadProblem([parsed.issue])
  const objective = objectiveFrom(parsed.expression, 2)
  const rule = rules[problem.method]!
  const rating = { ...rates, lr: problem.lr }
  const began = performance.now()
  const limit = Math.min(problem.iterations, ctx.budget.iterations)
  let x: Float64Array = startsOf(problem)
  let memory: Float64Array = new Float64Array(x.length * memorySize)
  let engine: Engine = { backend: 'cpu', precision: 'f64' }
  let status: Status | undefined
  let k = 0
  let many = firstSteps
  while (k < limit && !status) {
    const since = performance.now()
    const factors = Array.from({ length: Math.min(many, limit - k) }, (_, i) => factorsOf(rule, k + i + 1, rating))
    const input: BasinsInput = { objective, rule, constants: rule.constants(rating), factors, x, memory }
    // How many steps fit into a part depends on the machine's day; the engine, and so the last bits, must not.
    const jobFlops = (basins.flops(input) / factors.length) * limit
    const { output, engine: used } = await basins.run(input, { ...ctx, jobFlops })
    const moved = farthest(x, output.x)
    ;({ x, memory } = output)
    engine = used
    k += factors.length
    const now = performance.now()
    many = Math.max(1, Math.min(mostSteps, Math.round((factors.length * wantedMs) / Math.max(1, now - since))))
    yield { k, tMs: now - began, state: { moved }, metrics: { moved } }
    if (ctx.signal.aborted) status = 'cancelled'
    else if (now - began > ctx.budget.ms) status = 'max_iterations'
  }
  const { attractors, labels } = gathered(objective, x, problem)
  return {
    status: status ?? (labels.includes(-1) ? 'max_iterations' : 'converged'),
    result: { side: problem.side, labels, attractors },
    certificate: certifyBasins(objective.value, attractors, labels, problem.tolerance),
    ...engine,
    counts: { iterations: k, starts: labels.length, attractors: attractors.length },
  }
}

const factorsOf = (rule: Rule<Rates>, k: number, rating: Rates) => rule.factors?.(k, rating) ?? ([0, 0] as const)

/** Row by row from the lower left corner. */
function startsOf({ low, high, side }: Given): Float64Array {
  const place = (i: number, at: number) => low[i]! + ((high[i]! - low[i]!) * at) / (side - 1)
  return Float64Array.from({ length: 2 * side * side }, (_, n) => {
    const start = n >> 1
    return n % 2 ? place(1, Math.floor(start / side)) : place(0, start % side)
  })
}

/** The longest way of a coordinate that is a number. */
function farthest(before: Float64Array, after: Float64Array): number {
  let most = 0
  for (let i = 0; i < after.length; i++) {
    const way = Math.abs(after[i]! - before[i]!)
    if (way > most && Number.isFinite(way)) most = way
  }
  return most
}

/**
 * Attractors are the ends with a small gradient, those close to each other one, the flattest for all. An end belongs to
 * the first that it is close to, also where the method still circles round it.
 */
function gathered(objective: Objective, ends: Float64Array, { low, high, tolerance }: Given) {
  const near = closeness * Math.max(high[0]! - low[0]!, high[1]! - low[1]!)
  const attractors: { x: number[]; slope: number }[] = []
  const endAt = (p: number) => [ends[2 * p]!, ends[2 * p + 1]!]
  const nearest = (x: readonly number[]) =>
    attractors.findIndex(known => Math.hypot(known.x[0]! - x[0]!, known.x[1]! - x[1]!) < near)
  const slopes = new Float64Array(2)
  for (let p = 0; p < ends.length / 2; p++) {
    const x = endAt(p)
    objective.slope(x, slopes)
    const slope = Math.max(Math.abs(slopes[0]!), Math.abs(slopes[1]!))
    // Not above: NaN.
    if (!(slope <= tolerance)) continue
    const label = nearest(x)
    if (label >= 0 && slope < attractors[label]!.slope) attractors[label] = { x, slope }
    else if (label < 0 && attractors.length < mostAttractors) attractors.push({ x, slope })
  }
  const labels = Array.from({ length: ends.length / 2 }, (_, p) => nearest(endAt(p)))
  return { labels, attractors: attractors.map(({ x }) => x) }
}
