import type { Objective } from '../../expression/objective.ts'
import type { Numbers } from '../kernel.ts'

export interface Axis {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** f over two variables on a grid whose outermost points lie on the ends of the axes. */
export interface GridInput {
  readonly objective: Objective
  readonly x: Axis
  readonly y: Axis
}

export type GridOutput = { values: Numbers }

/** Distance of neighbours; 0 on an axis of one point. */
export const spacing = ({ from, to, count }: Axis): number => (count > 1 ? (to - from) / (count - 1) : 0)

/** The points `from` … `to` − 1 of an axis. */
export const part = (axis: Axis, from: number, to: number): Axis => ({
  from: axis.from + from * spacing(axis),
  // With one point only, the spacing is lost; nothing needs it then.
  to: axis.from + (to - 1) * spacing(axis),
  count: to - from,
})

/** Reference: `values[j * x.count + i]` = f(x_i, y_j). */
export function gridCpu({ objective, x, y }: GridInput): GridOutput {
  const values = new Float64Array(x.count * y.count)
  const point = new Float64Array(2)
  const dx = spacing(x)
  const dy = spacing(y)
  for (let j = 0; j < y.count; j++)
    for (let i = 0; i < x.count; i++) {
      point[0] = x.from + i * dx
      point[1] = y.from + j * dy
      values[j * x.count + i] = objective.at(point)
    }
  return { values }
}
