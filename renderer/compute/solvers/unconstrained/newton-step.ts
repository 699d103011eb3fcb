import type { Smooth } from '../../expression/sum.ts'
import { lu } from '../../linear-algebra/lu.ts'
import { largest } from '../../linear-algebra/vector.ts'
import { pointAt } from './line.ts'
import type { Method } from './smooth.ts'

/** x ← x − η H⁻¹ ∇f(x) with the Hessian as it is; ends where it is singular. */
export const newtonStep = (objective: Smooth, share: number): Method => ({
  next({ x, slope }) {
    const step = lu(objective.curvature(x))?.solve(slope)
    if (!step || !Number.isFinite(largest(step))) return undefined
    return {
      to: pointAt(
        objective,
        x.map((value, i) => value - share * step[i]!),
      ),
      metrics: { step: share },
    }
  },
})
