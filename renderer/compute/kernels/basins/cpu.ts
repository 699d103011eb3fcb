import { descentCpu, type DescentInput } from '../descent/cpu.ts'

/** As many-start descent, of which only the ends are wanted: where does each start lead to? */
export type BasinsInput = Omit<DescentInput, 'trace'>
/** Points and memory after the last step; they go in again for more. */
export type BasinsOutput = { x: Float64Array; memory: Float64Array }

/** Reference, float64. */
export function basinsCpu(input: BasinsInput): BasinsOutput {
  const { x, memory } = descentCpu({ ...input, trace: false })
  return { x, memory }
}
