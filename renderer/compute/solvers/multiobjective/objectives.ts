import { compile } from '../../expression/compile.ts'
import { parse } from '../../expression/parse.ts'
import type { Expression } from '../../expression/tree.ts'
import { BadProblem, type Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem, Schema } from '../../schema.ts'
import { dominates } from '../../verify/pareto.ts'
import { MultiStart } from '../constrained/multi-start.ts'
import { functionsFrom, nonlinearFields, readTyped, type Typed } from '../constrained/nonlinear.ts'
import type { Local } from '../constrained/sqp-core.ts'
import { startsIn } from '../constrained/starts.ts'

const { f: _, domain: __, ...shared } = nonlinearFields
export const mostObjectives = 6

/** Several objectives to make small at once, over the same variables and constraints. */
export const objectiveFields = {
  f: {
    kind: 'expressions',
    label: { en: 'Objectives, to be made small', 'zh-CN': '目标函数（均取小）' },
    symbol: 'f',
    default: ['x^2 + y^2', '(x-2)^2 + (y-1)^2'],
    maxLength: mostObjectives,
    part: true,
  },
  ...shared,
  ineq: { ...shared.ineq, alias: 'c<=0', default: ['1 - x - y'] },
  starts: {
    kind: 'number',
    label: { en: 'Starting points of each minimisation', 'zh-CN': '每次最小化的起点数' },
    default: 8,
    min: 1,
    max: 200,
    slider: [1, 40],
    scale: 'linear',
    whole: true,
  },
} as const satisfies Schema
type Fields = typeof objectiveFields

/** A problem read: the constraints and the box stand in `typed`, whose own objective is the first. */
export interface Several {
  readonly typed: Typed
  readonly objectives: readonly Expression[]
  /** All objectives at a point, float64. */
  at(x: ArrayLike<number>): number[]
}

type Given = Pick<Problem<Fields>, 'f' | 'vars' | 'ineq' | 'eq' | 'x0' | 'bounds'>

export function readSeveral(problem: Given): { several: Several; issues: Issue[] } {
  const { f } = problem
  // The objectives are read among the constraints, so that names are found in all of them alike.
  const { typed, issues } = readTyped({ ...problem, f: '0', ineq: [...f, ...problem.ineq], domain: '' })
  const objectives = typed.ineq.slice(0, f.length)
  const own = f.flatMap(text => {
    const parsed = parse(text, typed.names)
    return parsed.ok ? [] : [{ ...parsed.issue, parameter: 'f' }]
  })
  const few = f.length < 2 ? [wrongCount('f', f.length, mostObjectives)] : []
  const several = {
    typed: { ...typed, f: objectives[0] ?? typed.f, ineq: typed.ineq.slice(f.length) },
    objectives,
    at: valuesOf(objectives, typed.names.length),
  }
  return { several, issues: few.length || own.length ? [...few, ...own] : [...issues] }
}

function valuesOf(objectives: readonly Expression[], n: number): Several['at'] {
  const compiled = compile(objectives, n)
  const out = new Float64Array(objectives.length)
  return x => {
    compiled(x, out)
    return Array.from(out)
  }
}

export const wrongCount = (parameter: string, length: number, max: number): Issue => ({
  code: 'wrong-length',
  parameter,
  params: { parameter, length, max },
})

export function severalOrThrow(problem: Given): Several {
  const { several, issues } = readSeveral(problem)
  if (issues.length) throw new BadProblem(issues)
  return several
}

/** The least value of one function over the problem's feasible points, from many starts, as step k of a longer search; `undefined` where none was found. */
export function* leastOf(
  { typed }: Several,
  target: Pick<Typed, 'f' | 'ineq'>,
  { starts, seed, from, k }: { starts: number; seed: number; from?: Float64Array | undefined; k: number },
): Generator<Iterate<readonly number[]>, Local | undefined> {
  const problem = { ...typed, ...target }
  const points = [from ?? typed.start, ...startsIn(typed.lower, typed.upper, 5, starts - 1, seed)]
  const search = new MultiStart(functionsFrom(problem), points)
  for (const run = search.run(); ;) {
    const next = run.next()
    if (next.done) break
    yield { ...next.value, k, minor: true }
  }
  const { best } = search
  return best && best.violation <= 1e-7 && best.end === 'kkt' ? best : undefined
}

export interface Point {
  readonly x: readonly number[]
  readonly f: readonly number[]
}

/** The points that no other dominates, each once, by rising first objective. */
export function frontOf<P extends Point>(points: readonly P[]): P[] {
  const same = (a: Point, b: Point) => a.f.every((value, k) => value === b.f[k])
  return points
    .filter((point, i) => !points.some((other, j) => dominates(other.f, point.f) || (j < i && same(other, point))))
    .sort((a, b) => a.f[0]! - b.f[0]!)
}
