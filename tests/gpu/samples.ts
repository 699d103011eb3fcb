import { objectiveFrom, type Objective } from '../../renderer/compute/expression/objective.ts'
import { parse } from '../../renderer/compute/expression/parse.ts'
import type { AttentionInput } from '../../renderer/compute/kernels/attention/cpu.ts'
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

/** What every kernel is tried on at a given size, and with special values; a kernel without a line here does not compile. */
export const samples = {
  grid: (size, hostile): GridInput => ({
    objective: hostile
      ? objective('log(x) + 1/y + sqrt(x) + 0/x')
      : objective('(1-x)^2 + 10(y-x^2)^2 + 3 sin(x y) - exp(-x^2) + tanh(3x) atan(y)'),
    x: { from: -2, to: 2, count: size },
    y: { from: -1, to: 3, count: size ? 3 : 0 },
  }),
  descent: (size): DescentInput => ({
    objective: objective('x^2 + 0.5y^2 + 0.3 x y + cos(x)'),
    // A rule that uses all there is: constants, factors, memory.
    rule: {
      step(x, g, m, o, c, s) {
        m[o] = c.keep! * m[o]! + g
        m[o + 3] = g
        return x - c.rate! * s[0] * m[o]!
      },
      wgsl: '(*m).x = c.keep * (*m).x + g; (*m).w = g; return x - c.rate * s.x * (*m).x;',
    },
    constants: { rate: 0.1, keep: 0.5 },
    factors: Array.from({ length: 20 }, (_, k) => [1 / (1 + 0.05 * k), 0] as const),
    x: Float64Array.from({ length: 2 * size }, (_, i) => 3 * Math.sin(i)),
    memory: new Float64Array(8 * size),
    trace: true,
  }),
  // The size goes round the three dimensions: a thousand in all of them would take the software adapter a second.
  matmul: (size, hostile): MatmulInput => {
    const rows = size
    const depth = Math.min(size, 67)
    const columns = (size * 7) % 61
    return {
      ...{ rows, depth, columns, aTransposed: size % 2 === 1, bTransposed: size % 3 === 0 },
      a: waves(rows * depth, hostile),
      // Ordinary: a denormal that is taken for 0 times an infinity is NaN.
      b: waves(depth * columns, false, 2),
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
    }
  },
} satisfies Record<keyof typeof kernels, (size: number, hostile: boolean) => unknown>
