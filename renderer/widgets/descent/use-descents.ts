import { useEffect, useMemo, useState } from 'react'
import { field, solve } from '../../compute/client.ts'
import {
  BadProblem,
  type Descent,
  type DescentCertificate,
  type Engine,
  type Report,
  type Step,
} from '../../compute/index.ts'
import type { Field } from '../../plot/Contours.tsx'
import { raceOf, type MethodId } from './methods.ts'
import { axesFrom, problemFrom, type DescentState } from './model.ts'

export interface Run {
  readonly id: MethodId
  readonly points: readonly (readonly number[])[]
  readonly values: readonly number[]
  readonly report?: Report<Descent, DescentCertificate>
}

/** One a method, in the order of the race. */
export type Runs = readonly (Run | undefined)[]

const precision = 'f32'
/** A run that takes longer is shown as it grows; a shorter one replaces the last at once, so that dragging does not flicker. */
const patienceMs = 150

/** What went wrong beyond the problem itself, or nothing. */
const failureFrom = (error: unknown) =>
  error instanceof BadProblem || (error as Error).name === 'AbortError' ? undefined : String(error)

/** The paths of all that race, and what failed. */
export function useDescents(state: DescentState, valid: boolean): { runs: Runs; failure: string | undefined } {
  const race = raceOf(state.methods)
  const [a, b, c] = [useLane(state, race[0], valid), useLane(state, race[1], valid), useLane(state, race[2], valid)]
  const [d, e, f] = [useLane(state, race[3], valid), useLane(state, race[4], valid), useLane(state, race[5], valid)]
  const { length } = race
  const runs = useMemo(
    () => [a.run, b.run, c.run, d.run, e.run, f.run].slice(0, length),
    [a.run, b.run, c.run, d.run, e.run, f.run, length],
  )
  return { runs, failure: [a, b, c, d, e, f].find(lane => lane.failure)?.failure }
}

/** The path of one method, computed in the worker, again whenever its problem changes; the last one stays until then. */
function useLane(
  state: DescentState,
  id: MethodId | undefined,
  valid: boolean,
): { run: Run | undefined; failure: string | undefined } {
  const [run, setRun] = useState<Run>()
  const [failure, setFailure] = useState<string>()
  const wanted = valid && id !== undefined && Boolean(state.methods[id]?.on)
  const problem = id ? JSON.stringify(problemFrom(state, id)) : ''
  const { backend } = state
  useEffect(() => {
    if (!wanted || !id) return
    const began = performance.now()
    const points: (readonly number[])[] = []
    const values: number[] = []
    let over = false
    const show = (report?: Run['report']) => {
      if (!over) setRun({ id, points: [...points], values: [...values], ...(report && { report }) })
    }
    const running = solve(id, JSON.parse(problem), { backend, precision }, (steps: readonly Step[]) => {
      for (const { k, state: point, metrics } of steps) {
        points[k] = point as readonly number[]
        values[k] = metrics.f!
      }
      if (performance.now() - began > patienceMs) show()
    })
    running.result.then(
      report => {
        show(report as Run['report'])
        if (!over) setFailure(undefined)
      },
      (error: unknown) => over || setFailure(failureFrom(error)),
    )
    return () => {
      over = true
      running.cancel()
    }
  }, [wanted, id, problem, backend])
  // Another method may have taken this lane.
  return { run: wanted && run?.id === id ? run : undefined, failure: wanted ? failure : undefined }
}

/** f over what is seen of the plane; the last field stays until the next is there. */
export function useField(
  { f, view, backend }: DescentState,
  valid: boolean,
): { field: Field; engine: Engine } | undefined {
  const [shown, setShown] = useState<{ field: Field; engine: Engine }>()
  const axes = JSON.stringify(axesFrom(view))
  useEffect(() => {
    if (!valid) return
    let over = false
    const { x, y } = JSON.parse(axes) as ReturnType<typeof axesFrom>
    field({ f, x, y }, { backend, precision }).result.then(
      ({ values, engine }) => over || setShown({ field: { values, columns: x.count, rows: y.count, x, y }, engine }),
      // The runs beside it say what failed.
      () => undefined,
    )
    return () => {
      over = true
    }
  }, [f, axes, backend, valid])
  return shown
}
