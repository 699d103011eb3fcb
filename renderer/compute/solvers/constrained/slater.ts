import { make, type Expression } from '../../expression/tree.ts'
import type { Iterate } from '../../paced.ts'
import { MultiStart } from './multi-start.ts'
import { functionsFrom, type Typed } from './nonlinear.ts'

/** The most room that is looked for. */
const room = 1

/**
 * A point with c_i ≤ −s for the largest s up to 1 and h = 0: strictly inside, where s is positive (Slater, 1950).
 * `undefined` where h = 0 was not reached.
 */
export function* slaterPoint(
  typed: Typed,
  from: readonly Float64Array[],
): Generator<Iterate<readonly number[]>, Float64Array | undefined> {
  const n = typed.names.length
  const s: Expression = { op: 'variable', name: 's', index: n }
  const functions = functionsFrom({
    names: [...typed.names, 's'],
    f: make('neg', s),
    ineq: typed.ineq.map(c => make('add', c, s)),
    eq: typed.eq,
    lower: Float64Array.of(...typed.lower, -1e9),
    upper: Float64Array.of(...typed.upper, room),
    start: Float64Array.of(...typed.start, 0),
  })
  const search = new MultiStart(
    functions,
    from.map(x => Float64Array.of(...x, -1)),
  )
  for (const run = search.run(); ;) {
    const next = run.next()
    if (next.done) break
    yield { ...next.value, state: next.value.state.slice(0, n), minor: true }
  }
  return search.best && search.best.violation <= 1e-6 ? search.best.x.slice(0, n) : undefined
}
