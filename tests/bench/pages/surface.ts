import { objectiveFrom, type Objective } from '../../../renderer/compute/expression/objective.ts'
import { parse } from '../../../renderer/compute/expression/parse.ts'
import { evaluate } from '../../../renderer/compute/expression/tree.ts'
import { basins } from '../../../renderer/compute/kernels/basins/index.ts'
import { grid } from '../../../renderer/compute/kernels/grid/index.ts'
import { adamRule } from '../../../renderer/compute/solvers/adam.ts'
import { medians } from './turns.ts'

function objective(source: string): Objective {
  const parsed = parse(source, ['x', 'y'])
  if (!parsed.ok) throw new Error(parsed.issue.code)
  return objectiveFrom(parsed.expression, 2)
}

/** f on `side` × `side` points: our default path in the precision, our closures point by point, and the tree walked point by point. */
export async function sample(source: string, side: number, precision: 'f64' | 'f32', rounds: number) {
  const f = objective(source)
  const axis = { from: -3, to: 3, count: side }
  const input = { objective: f, x: axis, y: axis }
  const choice = { backend: 'auto', precision } as const
  const ms = await medians(
    {
      ours: () => grid.runOnCpu(input, choice),
      closures: () => grid.cpu(input),
    },
    rounds,
  )
  // A tenth of the rows is long enough.
  const rows = Math.ceil(side / 10)
  const began = performance.now()
  for (let j = 0; j < rows; j++) for (let i = 0; i < side; i++) evaluate([f.value], [-3 + (6 * i) / side, j / side])
  return {
    engine: grid.runOnCpu(input, choice).engine,
    ms: { ...ms, tree: ((performance.now() - began) * side) / rows },
  }
}

const rates = { lr: 0.05, beta1: 0.9, beta2: 0.999, eps: 1e-8 }

/** Where `steps` steps of Adam lead from `side` × `side` starts: our default path, and the loop that one writes down. */
export async function descend(source: string, side: number, steps: number, precision: 'f64' | 'f32', rounds: number) {
  const f = objective(source)
  const starts = Float64Array.from({ length: 2 * side * side }, (_, i) => {
    const at = i % 2 ? Math.floor(i / 2 / side) : (i >> 1) % side
    return -5 + (10 * at) / (side - 1)
  })
  const input = {
    objective: f,
    rule: adamRule,
    constants: adamRule.constants(rates),
    factors: Array.from({ length: steps }, (_, k) => adamRule.factors!(k + 1, rates)),
    x: starts,
    memory: new Float64Array(4 * starts.length),
  }
  const choice = { backend: 'auto', precision } as const
  const ours = basins.runOnCpu(input, choice)
  const reference = plain(f, starts, steps)
  // On the border of two basins any rounding decides.
  let apart = 0
  reference.forEach((value, i) => (apart += Math.abs(value - ours.output.x[i]!) > 1e-2 ? 1 : 0))
  const ms = await medians({ ours: () => basins.runOnCpu(input, choice), plain: () => plain(f, starts, steps) }, rounds)
  return { engine: ours.engine, ms, apart: apart / reference.length }
}

/** Point by point and step by step, f compiled to closures. */
function plain(f: Objective, starts: Float64Array, steps: number): Float64Array {
  const { lr, beta1, beta2, eps } = rates
  const corrections = Array.from({ length: steps }, (_, k) => [1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)] as const)
  const ends = Float64Array.from(starts)
  const slope = new Float64Array(2)
  for (let p = 0; p < ends.length; p += 2) {
    const m = [0, 0]
    const v = [0, 0]
    const x = [ends[p]!, ends[p + 1]!]
    for (const [first, second] of corrections) {
      f.slope(x, slope)
      for (let i = 0; i < 2; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * slope[i]!
        v[i] = beta2 * v[i]! + (1 - beta2) * slope[i]! * slope[i]!
        x[i]! -= (lr * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + eps)
      }
    }
    ends.set(x, p)
  }
  return ends
}
