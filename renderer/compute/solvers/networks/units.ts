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
    said.push(
      b.map((shift, unit) =>
        Float64Array.from(rows, (_, row) =>
          bend(from.reduce((sum, { [row]: x }, i) => sum + x! * W[i]![unit]!, shift)),
        ),
      ),
    )
  })
  return said
}
