import type { MatmulInput } from './cpu.ts'
import { matmulPacked } from './packed.ts'
import { matmulWasm } from './wasm.ts'

/** Operations from which on WebAssembly's product is worth the laying out: it takes a third of TypeScript's time from there. */
export const repeatableFrom = 20_000

/**
 * A · B in float64 for algorithms whose course must not depend on the machine, such as a network's that learns: products
 * are rounded before they are summed, in one order, where the kernel fuses them if the machine can.
 */
export function repeatableProduct(input: MatmulInput): Float64Array {
  const { c } = matmulWasm(input, 'f64', false) ?? matmulPacked(input, 'f64')
  return c instanceof Float64Array ? c : Float64Array.from(c)
}
