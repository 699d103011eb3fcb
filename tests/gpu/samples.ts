import { objectiveFrom, type Objective } from '../../renderer/compute/expression/objective.ts'
import { parse } from '../../renderer/compute/expression/parse.ts'
import type { AttentionInput } from '../../renderer/compute/kernels/attention/cpu.ts'
import type { BasinsInput } from '../../renderer/compute/kernels/basins/cpu.ts'
import type { DescentInput } from '../../renderer/compute/kernels/descent/cpu.ts'
import type { GridInput } from '../../renderer/compute/kernels/grid/cpu.ts'
import type { HistogramInput } from '../../renderer/compute/kernels/histogram/cpu.ts'
import type { kernels } from '../../renderer/compute/kernels/index.ts'
import type { LayerNormInput } from '../../renderer/compute/kernels/layer-norm/cpu.ts'
import type { MatmulInput } from '../../renderer/compute/kernels/matmul/cpu.ts'
import type { MatvecInput } from '../../renderer/compute/kernels/matvec/cpu.ts'
import { reductions, type ReduceInput } from '../../renderer/compute/kernels/reduce/cpu.ts'
import type { ScanInput } from '../../renderer/compute/kernels/scan/cpu.ts'
import type { SoftmaxInput } from '../../renderer/compute/kernels/softmax/cpu.ts'
import type { KMeansInput } from '../../renderer/compute/kernels/k-means/cpu.ts'
import type { MeanFieldInput } from '../../renderer/compute/kernels/mean-field/cpu.ts'
import type { MixtureInput } from '../../renderer/compute/kernels/mixture/cpu.ts'
import type { MonteCarloInput } from '../../renderer/compute/kernels/monte-carlo/cpu.ts'
import type { RandomInput } from '../../renderer/compute/kernels/random/cpu.ts'
import type { ValueSweepInput } from '../../renderer/compute/kernels/value-sweep/cpu.ts'

export const sizes = [0, 1, 3, 31, 32, 33, 255, 256, 257, 1000]

export function objective(source: string): Objective {
  const parsed = parse(source, ['x', 'y'])
  if (!parsed.ok) throw new Error(parsed.issue.code)
  return objectiveFrom(parsed.expression, 2)
}

/** Values that are no ordinary numbers, one in seven; a denormal of float32 may be taken for 0. */
const special = [Number.NaN, Infinity, -Infinity, 1e-40, -1e-40, -0]

/** Waves between −1 and 1, float32; with `hostile` one in seven is a special value. */
export const waves = (length: number, hostile: boolean, phase = 0): Float32Array =>
  Float32Array.from({ length }, (_, i) =>
    hostile && (i + phase) % 7 === 3 ? special[(((i + phase) / 7) % special.length) | 0]! : Math.sin(1.7 * i + phase),
  )

const corners = [-4, -1.5, 0, 2, 5]

const manyStarts = (size: number, hostile: boolean): BasinsInput => ({
  objective: objective('x^2 + 0.5y^2 + 0.3 x y + cos(x) + exp(-y^2) + 0.1 abs(x)'),
  // A rule that uses all there is: constants, factors, memory.
  rule: {
    step(x, g, m, o, c, s) {
      m[o] = c.keep! * m[o]! + g
      m[o + 3] = g
      return x - c.rate! * s[0] * m[o]!
    },
    wgsl: '(*m).x = c.keep * (*m).x + g; (*m).w = g; return x - c.rate * s.x * (*m).x;',
    formula: { m0: 'keep m0 + g', m3: 'g', x: 'x - rate s0 m0' },
  },
  constants: { rate: 0.1, keep: 0.5 },
  factors: Array.from({ length: 20 }, (_, k) => [1 / (1 + 0.05 * k), 0] as const),
  // No denormals: where they are taken for 0, |x| has another slope.
  x: Float64Array.from(waves(2 * size, hostile), (value, i) =>
    hostile && !(Math.abs(value) < 1e-30) ? value : 3 * Math.sin(i),
  ),
  memory: new Float64Array(8 * size),
})

/** What every kernel is tried on at a given size, and with special values; a kernel without a line here does not compile. */
export const samples = {
  grid: (size, hostile): GridInput => ({
    objective: hostile
      ? objective('log(x) + 1/y + sqrt(x) + 0/x')
      : objective('(1-x)^2 + 10(y-x^2)^2 + 3 sin(x y) - exp(-x^2) + tanh(3x) atan(y)'),
    x: { from: -2, to: 2, count: size },
    y: { from: -1, to: 3, count: size ? 3 : 0 },
  }),
  descent: (size, hostile): DescentInput => ({ ...manyStarts(size, hostile), trace: true }),
  basins: (size, hostile): BasinsInput => manyStarts(size, hostile),
  // The size goes round the three dimensions: a thousand in all of them would take the software adapter a second.
  matmul: (size, hostile): MatmulInput => {
    const rows = size
    const depth = Math.min(size, 67)
    const columns = (size * 7) % 61
    return {
      ...{ rows, depth, columns, aTransposed: size % 2 === 1, bTransposed: size % 3 === 0 },
      // One of the two: a denormal that is taken for 0 times an infinity is NaN.
      a: waves(rows * depth, hostile && size % 4 < 2),
      b: waves(depth * columns, hostile && size % 4 >= 2, 2),
    }
  },
  matvec: (size, hostile): MatvecInput => {
    const columns = (size * 7) % 131
    return { rows: size, columns, values: waves(size * columns, hostile), x: waves(columns, false, 1) }
  },
  reduce: (size, hostile): ReduceInput => ({
    values: waves(40 * size, hostile && size > 31),
    by: reductions[size % reductions.length]!,
  }),
  scan: (size, hostile): ScanInput => ({ values: waves(40 * size, hostile, size) }),
  histogram: (size, hostile): HistogramInput => ({
    values: waves(10 * size, hostile),
    // An odd number of bins has no edge at 0, where denormals lie.
    edges: Float32Array.from({ length: 2 * size + 2 }, (_, i) => -0.9 + (1.8 * i) / (2 * size + 1)),
  }),
  softmax: (size, hostile): SoftmaxInput => {
    const columns = (size * 7) % 131
    return { rows: size, columns, values: waves(size * columns, hostile && size % 2 === 0).map(x => 20 * x) }
  },
  layerNorm: (size, hostile): LayerNormInput => {
    const columns = (size * 7) % 131
    const values = waves(size * columns, hostile && size % 2 === 0)
    return {
      rows: size,
      columns,
      values,
      gain: waves(columns, false, 1),
      shift: waves(columns, false, 2),
      epsilon: 1e-5,
    }
  },
  attention: (size, hostile): AttentionInput => {
    const keys = (size * 7) % 131
    const widths = { width: 1 + (size % 19), valueWidth: 1 + (size % 11) }
    return {
      ...{ queries: size, keys, ...widths, causal: size % 2 === 1 && keys > 0 },
      q: waves(size * widths.width, false).map(x => 5 * x),
      k: waves(keys * widths.width, false, 1),
      v: waves(keys * widths.valueWidth, hostile, 2),
      // Some queries see nothing at all.
      ...(size % 3 === 0 && {
        open: Uint8Array.from({ length: size * keys }, (_, at) => Number((at * at) % 5 > size % 4)),
      }),
    }
  },
  kMeans: (size, hostile): KMeansInput => ({
    dimension: 3,
    // Points near one of five corners: no two centres are equally near.
    points: waves(3 * size, hostile).map((x, i) => 0.3 * x + corners[((i / 3) | 0) % 5]! * ((i % 3) + 1)),
    centres: Float32Array.from({ length: 15 }, (_, i) => corners[(i / 3) | 0]! * ((i % 3) + 1) + 0.1 * Math.sin(i)),
  }),
  meanField: (size, hostile): MeanFieldInput => {
    const lines = size ? 3 : 0
    const inner = (outward: number) => (i: number) => (i % size === outward ? 0 : 40 + 30 * Math.sin(i))
    const rates = (outward: number) => Float32Array.from({ length: lines * size }, (_, i) => inner(outward)(i))
    const [right, left] = [rates(size - 1), rates(0)]
    const kind = size % 2 ? 'crowd' : 'value'
    // NaN in one of the lines alone; an infinity becomes NaN or not by the order of elimination.
    const given = waves(lines * size, false).map((z, i) =>
      hostile && i === size + 2 ? Number.NaN : hostile ? z * 1e-20 : z,
    )
    return { cells: size, right, left, dt: 0.02, kind, given }
  },
  mixture: (size, hostile): MixtureInput => ({
    dimension: 2,
    points: waves(2 * size, hostile).map(x => 4 * x),
    means: Float32Array.of(0, 1, -2, 0, 3, -1),
    whitenings: Float32Array.of(1, 0, 0.3, 0.8, 0.7, 0, -0.2, 1.2, 1.5, 0, 0, 0.6),
    constants: Float32Array.of(-2, -2.5, -3),
  }),
  monteCarlo: (size, hostile): MonteCarloInput => ({
    objective: objective(hostile ? 'sqrt(x) + log(x)' : 'exp(-x^2) + sin(x y)^2 + 1'),
    ...{ from: [-1, 0], to: [2, 3], first: 3 * size, count: size, seed: 2 ** 40 + 7, stream: 5 },
  }),
  random: (size): RandomInput => ({ seed: 2 ** 33 + 1, stream: 2 ** 35 + size, count: size }),
  valueSweep: (size, hostile): ValueSweepInput => {
    const actions = 3
    // Between none and three outcomes an action, and a state without any action now and then.
    const counts = Array.from({ length: size * actions }, (_, i) => (((i / actions) | 0) % 9 === 8 ? 0 : (i * 7) % 4))
    const first = new Uint32Array(counts.length + 1)
    counts.forEach((count, i) => (first[i + 1] = first[i]! + count))
    const outcomes = first.at(-1)!
    return {
      ...{ states: size, actions, first, gamma: 0.9 },
      next: Uint32Array.from({ length: outcomes }, (_, o) => (o * 13) % size),
      chances: Float32Array.from({ length: outcomes }, (_, o) => 0.2 + 0.1 * (o % 3)),
      rewards: waves(outcomes, false, 1),
      values: waves(size, hostile),
    }
  },
} satisfies Record<keyof typeof kernels, (size: number, hostile: boolean) => unknown>
