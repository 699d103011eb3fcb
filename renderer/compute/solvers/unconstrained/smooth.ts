import { families, familyNames, memberOf, type FamilyName, type Member } from '../../expression/families.ts'
import { parse } from '../../expression/parse.ts'
import { smoothFrom, sumOfOne, type Smooth, type Sum } from '../../expression/sum.ts'
import type { Matrix } from '../../linear-algebra/matrix.ts'
import { largest } from '../../linear-algebra/vector.ts'
import { BadProblem, type Issue } from '../../issue.ts'
import { onCpu, paced, type Iterate } from '../../paced.ts'
import type { Problem, Schema, Words } from '../../schema.ts'
import { defineSolver, type Ctx, type Report, type Solver, type Status } from '../../solver.ts'
import { certifyStationary, type StationaryCertificate } from '../../verify/stationary.ts'
import { variablesOf } from '../first-order.ts'
import { pointAt, type Point } from './line.ts'
import { descentSteps, toleranceField } from '../fields.ts'

const mostVariables = 10_000
/** Beyond this an iterate is running away. */
const farthest = 1e12
/** With more variables than this an iterate is shown only as often as a cancel has to come in. */
const drawn = 64
const betweenShownMs = 8
/** A rise of f by less is none. */
const rounding = 16 * Number.EPSILON

const common = {
  family: {
    kind: 'choice',
    label: { en: 'Function family', 'zh-CN': '函数族' },
    default: 'typed',
    options: ['typed', ...familyNames],
  },
  f: {
    kind: 'expression',
    label: { en: 'Function', 'zh-CN': '函数' },
    default: '(1-x)^2 + 100(y-x^2)^2',
    alias: 'expr',
  },
  x0: {
    kind: 'vector',
    label: { en: 'Starting point', 'zh-CN': '起点' },
    default: [-1.2, 1],
    maxLength: mostVariables,
  },
  n: {
    kind: 'number',
    label: {
      en: 'Variables of the family, 0 for those of the starting point',
      'zh-CN': '函数族的变量数，0 表示与起点相同',
    },
    symbol: 'n',
    default: 0,
    min: 0,
    max: mostVariables,
    slider: [0, 1_000],
    scale: 'linear',
    whole: true,
  },
  iterations: descentSteps,
  tolerance: toleranceField(1e-8, [1e-12, 1e-1]),
} as const satisfies Schema
type Common = typeof common

export interface Minimum {
  readonly x: readonly number[]
  readonly f: number
  readonly gradient: readonly number[]
  readonly hessian?: readonly (readonly number[])[]
  readonly inverseHessian?: readonly (readonly number[])[]
  readonly iterations: number
}

/** One method: where it goes from a point, `undefined` where it can go no further. */
export interface Method {
  next(here: Point, k: number): { readonly to: Point; readonly metrics: Readonly<Record<string, number>> } | undefined
  /** What it has learnt of the curvature, for the result. */
  inverseHessian?(): Matrix
}

/** A method for twice differentiable functions, typed or of a family, of at most `variables` variables. */
export function defineSmooth<F extends Schema>(parts: {
  id: string
  title: Words
  fields: F
  variables: number
  /** Whether the result shows ∇²f at the end. */
  showsHessian?: boolean
  begin(objective: Smooth, problem: Problem<Common & F>, seed: number): Method
}): Solver<readonly number[], Minimum, StationaryCertificate> {
  return defineSolver({
    id: parts.id,
    title: parts.title,
    schema: { ...common, ...parts.fields } as Common & F,
    check: problem => issuesOf(problem, parts.variables),
    async *run(problem, ctx) {
      const { sum, start } = sumFrom(problem)
      const hand = (sum as Member).at
      const counts = { values: 0 }
      const objective = counted(hand ? { ...smoothFrom(sum), at: hand } : smoothFrom(sum), counts)
      const descent = new Descent(objective, parts.begin(objective, problem, ctx.seed), start, {
        limit: Math.min(problem.iterations, ctx.budget.iterations),
        tolerance: problem.tolerance,
      })
      const ended = yield* paced(ctx, descent.steps())
      return descent.report(sum, ended.stopped ?? ended.value, counts.values, ctx, parts.showsHessian ?? false)
    },
  })
}

function issuesOf(problem: Problem<Common>, most: number): Issue[] {
  const { family, f, x0, n } = problem
  const typed = family === 'typed'
  const dimension = typed ? x0.length : n || x0.length
  if (dimension > most)
    return [
      {
        code: 'wrong-length',
        parameter: typed ? 'x0' : 'n',
        params: { parameter: 'x0', length: dimension, max: most },
      },
    ]
  if (!typed)
    return memberOf(family as FamilyName, dimension)
      ? []
      : [
          {
            code: 'inconsistent',
            parameter: 'n',
            params: {
              parameter: 'n',
              other: 'family',
              wanted: `${families[family as FamilyName].span}, …`,
              given: dimension,
            },
          },
        ]
  const parsed = parse(f, variablesOf(f, dimension))
  return parsed.ok ? [] : [{ ...parsed.issue, parameter: 'f' }]
}

function sumFrom({ family, f, x0, n }: Problem<Common>): { sum: Sum; start: Float64Array } {
  if (family !== 'typed') {
    const member = memberOf(family as FamilyName, n || x0.length)!
    return { sum: member, start: n ? member.start : Float64Array.from(x0) }
  }
  const parsed = parse(f, variablesOf(f, x0.length))
  if (!parsed.ok) throw new BadProblem([parsed.issue])
  return { sum: sumOfOne(parsed.expression, x0.length), start: Float64Array.from(x0) }
}

const counted = (objective: Smooth, counts: { values: number }): Smooth => ({
  ...objective,
  at(x, slope) {
    counts.values++
    return objective.at(x, slope)
  },
})

const rowsOf = ({ rows, columns, data }: Matrix) =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)))

/** One run: the point it has reached and what can be said of the way there. */
class Descent {
  private here: Point
  private k = 0
  private monotone = true
  private readonly objective: Smooth
  private readonly method: Method
  private readonly limit: number
  private readonly tolerance: number

  constructor(
    objective: Smooth,
    method: Method,
    start: Float64Array,
    { limit, tolerance }: { limit: number; tolerance: number },
  ) {
    this.objective = objective
    this.method = method
    this.limit = limit
    this.tolerance = tolerance
    this.here = pointAt(objective, start)
  }

  *steps(): Generator<Iterate<readonly number[]>, Status> {
    let metrics: Readonly<Record<string, number>> = { step: 0 }
    let shownMs = -Infinity
    for (;;) {
      if (this.here.x.length <= drawn || performance.now() - shownMs >= betweenShownMs) {
        yield this.iterate(metrics)
        shownMs = performance.now()
      }
      const status = this.status()
      if (status) return status
      const move = this.method.next(this.here, this.k)
      if (!move) return 'stalled'
      this.monotone &&= move.to.f <= this.here.f + rounding * Math.abs(this.here.f)
      this.here = move.to
      metrics = move.metrics
      this.k++
    }
  }

  private iterate(metrics: Readonly<Record<string, number>>): Iterate<readonly number[]> {
    const { x, f, slope } = this.here
    return { k: this.k, state: Array.from(x), metrics: { f, gradientNorm: largest(slope), ...metrics } }
  }

  private status(): Status | undefined {
    const { x, f, slope } = this.here
    const size = largest(slope)
    // In many variables only now and then: a look at x costs as much as one at its slope.
    const looks = x.length <= drawn || this.k % 16 === 0
    if ((looks && !(largest(x) <= farthest)) || !Number.isFinite(f) || !Number.isFinite(size)) return 'diverged'
    if (size <= this.tolerance) return 'converged'
    return this.k >= this.limit ? 'max_iterations' : undefined
  }

  report(
    sum: Sum,
    status: Status,
    values: number,
    ctx: Ctx,
    showsHessian: boolean,
  ): Report<Minimum, StationaryCertificate> {
    const { x, f, slope } = this.here
    const inverse = this.method.inverseHessian?.()
    const result: Minimum = {
      x: Array.from(x),
      f,
      gradient: Array.from(slope),
      ...(showsHessian && { hessian: rowsOf(this.objective.curvature(x)) }),
      ...(inverse && inverse.rows <= drawn && { inverseHessian: rowsOf(inverse) }),
      iterations: this.k,
    }
    return {
      status,
      result,
      certificate: certifyStationary(sum, x, this.monotone, this.tolerance),
      ...onCpu(ctx),
      counts: { iterations: this.k, values, gradients: values },
    }
  }
}
