import { valueOf, type Activation } from './activations.ts'
import { layersFrom } from './layers.ts'

export interface Dense {
  /** Inputs, hidden layers, outputs. */
  readonly widths: readonly number[]
  readonly activation: Activation
  /** Flat, layer by layer: the rows of W, then b. */
  readonly weights: Float64Array
}

/**
 * What every unit of a dense network says to each row of its inputs, by layer and unit, the inputs themselves first; the last
 * layer has no activation.
 */
export function unitsOf(
  { widths, activation, weights }: Dense,
  rows: readonly (readonly number[])[],
): Float64Array[][] {
  const inputs = Array.from({ length: widths[0]! }, (_, c) => Float64Array.from(rows, row => row[c]!))
  const said = [inputs]
  layersFrom(widths, weights).forEach(({ W, b }, layer) => {
    const from = said.at(-1)!
    const bend = layer < widths.length - 2 ? valueOf[activation] : (x: number) => x
    const toRow = (row: number, unit: number, shift: number) =>
      bend(from.reduce((sum, values, i) => sum + values[row]! * W[i]![unit]!, shift))
    said.push(b.map((shift, unit) => Float64Array.from(rows, (_, row) => toRow(row, unit, shift))))
  })
  return said
}
