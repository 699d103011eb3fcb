import { softmaxInto } from '../attention/attend.ts'
import { slopeOf, valueOf, type Activation } from './activations.ts'
import type { Graph, Tensor } from './graph.ts'
import { addProduct, addTimesTransposed, addTransposedTimes } from './products.ts'

/** A B. */
export const times = (graph: Graph, a: Tensor, b: Tensor): Tensor =>
  graph.step(
    a.rows,
    b.columns,
    out => addProduct(a.data, b.data, out.data, a.rows, a.columns, b.columns),
    out => {
      addTimesTransposed(out.slope, b.data, a.slope, a.rows, b.columns, a.columns)
      addTransposedTimes(a.data, out.slope, b.slope, a.rows, a.columns, b.columns)
    },
  )

/** A Bᵀ. */
export const timesTransposed = (graph: Graph, a: Tensor, b: Tensor): Tensor =>
  graph.step(
    a.rows,
    b.rows,
    out => addTimesTransposed(a.data, b.data, out.data, a.rows, a.columns, b.rows),
    out => {
      addProduct(out.slope, b.data, a.slope, a.rows, b.rows, a.columns)
      addTransposedTimes(out.slope, a.data, b.slope, a.rows, b.rows, a.columns)
    },
  )

/** A + B; where B has fewer rows they begin anew, as a bias does. */
export function plus(graph: Graph, a: Tensor, b: Tensor): Tensor {
  const size = b.data.length
  return graph.step(
    a.rows,
    a.columns,
    out => {
      for (let from = 0; from < out.data.length; from += size)
        for (let c = 0; c < size; c++) out.data[from + c] = a.data[from + c]! + b.data[c]!
    },
    out => {
      for (let from = 0; from < out.data.length; from += size)
        for (let c = 0; c < size; c++) {
          a.slope[from + c]! += out.slope[from + c]!
          b.slope[c]! += out.slope[from + c]!
        }
    },
  )
}

export const scaled = (graph: Graph, a: Tensor, factor: number): Tensor =>
  graph.step(
    a.rows,
    a.columns,
    out => a.data.forEach((value, at) => (out.data[at] = factor * value)),
    out => out.slope.forEach((value, at) => (a.slope[at]! += factor * value)),
  )

export function activated(graph: Graph, a: Tensor, activation: Activation): Tensor {
  const [value, slope] = [valueOf[activation], slopeOf[activation]]
  return graph.step(
    a.rows,
    a.columns,
    out => {
      for (let at = 0; at < out.data.length; at++) out.data[at] = value(a.data[at]!)
    },
    out => {
      for (let at = 0; at < out.data.length; at++) a.slope[at]! += out.slope[at]! * slope(a.data[at]!)
    },
  )
}

/** softmax of every row; `open` is 1 where a column counts and may change between runs. */
export function softmaxRows(graph: Graph, a: Tensor, open?: Uint8Array): Tensor {
  const { rows, columns } = a
  const scores = new Float64Array(columns)
  return graph.step(
    rows,
    columns,
    out => {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          scores[j] = !open || open[i * columns + j] ? a.data[i * columns + j]! : -Infinity
        softmaxInto(scores, out.data.subarray(i * columns, (i + 1) * columns))
      }
    },
    out => {
      for (let i = 0; i < rows; i++) {
        let mean = 0
        for (let at = i * columns; at < (i + 1) * columns; at++) mean += out.data[at]! * out.slope[at]!
        for (let at = i * columns; at < (i + 1) * columns; at++) a.slope[at]! += out.data[at]! * (out.slope[at]! - mean)
      }
    },
  )
}

const smallest = 1e-5

/** Rows with mean 0 and variance 1, times `gain`, plus `shift` (Ba, Kiros, Hinton, Layer normalization, 2016). */
export function normed(graph: Graph, a: Tensor, gain: Tensor, shift: Tensor): Tensor {
  const { rows, columns } = a
  const unit = new Float64Array(rows * columns)
  const spread = new Float64Array(rows)
  return graph.step(
    rows,
    columns,
    out => {
      for (let i = 0, at = 0; i < rows; i++) {
        const row = a.data.subarray(i * columns, (i + 1) * columns)
        let [mean, variance] = [0, 0]
        for (let c = 0; c < columns; c++) mean += row[c]! / columns
        for (let c = 0; c < columns; c++) variance += (row[c]! - mean) ** 2 / columns
        spread[i] = Math.sqrt(variance + smallest)
        for (let c = 0; c < columns; c++, at++) {
          unit[at] = (row[c]! - mean) / spread[i]!
          out.data[at] = unit[at]! * gain.data[c]! + shift.data[c]!
        }
      }
    },
    out => {
      for (let i = 0; i < rows; i++) {
        let [sum, along] = [0, 0]
        for (let c = 0, at = i * columns; c < columns; c++, at++) {
          const slope = out.slope[at]! * gain.data[c]!
          sum += slope / columns
          along += (slope * unit[at]!) / columns
          gain.slope[c]! += out.slope[at]! * unit[at]!
          shift.slope[c]! += out.slope[at]!
        }
        for (let c = 0, at = i * columns; c < columns; c++, at++)
          a.slope[at]! += (out.slope[at]! * gain.data[c]! - sum - unit[at]! * along) / spread[i]!
      }
    },
  )
}

/** Rows of a table by their numbers, which may change between runs. */
export const gathered = (graph: Graph, table: Tensor, indices: Int32Array): Tensor =>
  graph.step(
    indices.length,
    table.columns,
    out => {
      const d = table.columns
      indices.forEach((row, i) => out.data.set(table.data.subarray(row * d, (row + 1) * d), i * d))
    },
    out => {
      const d = table.columns
      indices.forEach((row, i) => {
        for (let c = 0; c < d; c++) table.slope[row * d + c]! += out.slope[i * d + c]!
      })
    },
  )

/** Rows `row` … and columns `column` … of A. */
export const part = (
  graph: Graph,
  a: Tensor,
  [row, rows]: readonly [number, number],
  [column, columns]: readonly [number, number],
): Tensor =>
  graph.step(
    rows,
    columns,
    out => {
      for (let i = 0; i < rows; i++)
        for (let c = 0; c < columns; c++) out.data[i * columns + c] = a.data[(row + i) * a.columns + column + c]!
    },
    out => {
      for (let i = 0; i < rows; i++)
        for (let c = 0; c < columns; c++) a.slope[(row + i) * a.columns + column + c]! += out.slope[i * columns + c]!
    },
  )

/** One under the other. */
export const stacked = (graph: Graph, parts: readonly Tensor[]): Tensor =>
  graph.step(
    parts.reduce((sum, { rows }) => sum + rows, 0),
    parts[0]!.columns,
    out => {
      let at = 0
      for (const { data } of parts) {
        out.data.set(data, at)
        at += data.length
      }
    },
    out => {
      let at = 0
      for (const { slope } of parts) for (let i = 0; i < slope.length; i++) slope[i]! += out.slope[at++]!
    },
  )
