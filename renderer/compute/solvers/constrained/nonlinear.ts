import { compile } from '../../expression/compile.ts'
import { gradient } from '../../expression/derivative.ts'
import { curvatureFrom } from '../../expression/hessian.ts'
import { callable, constants } from '../../expression/operations.ts'
import { parse } from '../../expression/parse.ts'
import { evaluate, make, number, simplify, type Expression } from '../../expression/tree.ts'
import { matrix, type Matrix } from '../../linear-algebra/matrix.ts'
import { BadProblem, type Issue } from '../../issue.ts'
import type { Bound, Problem, Schema } from '../../schema.ts'
import type { FirstOrder } from '../../verify/kkt.ts'

export const mostVariables = 30
const mostConstraints = 60

/** From how many points a minimum is looked for. */
export const startsField = (value: number, most: number, handy: number) =>
  ({
    kind: 'number',
    label: { en: 'Starting points', 'zh-CN': '起点数' },
    default: value,
    min: 1,
    max: most,
    slider: [4, handy],
    scale: 'log',
    whole: true,
  }) as const

/** min f, c_i ≤ 0, h_j = 0 over typed functions of named variables; x stays within its bounds, which have no multipliers. */
export const nonlinearFields = {
  f: {
    kind: 'expression',
    label: { en: 'Objective', 'zh-CN': '目标函数' },
    symbol: 'f',
    default: '(x-2)^2+(y-1)^2',
    part: true,
  },
  vars: {
    kind: 'expressions',
    label: { en: 'Variables (those of the functions where none are given)', 'zh-CN': '变量（省略时取函数中的）' },
    default: ['x', 'y'],
    maxLength: mostVariables,
    part: true,
  },
  ineq: {
    kind: 'expressions',
    label: { en: 'Constraints ≤ 0', 'zh-CN': '约束 ≤ 0' },
    symbol: 'c_i',
    default: ['x^2-y', 'x+y-2'],
    maxLength: mostConstraints,
    part: true,
  },
  eq: {
    kind: 'expressions',
    label: { en: 'Constraints = 0', 'zh-CN': '约束 = 0' },
    symbol: 'h_j',
    default: [],
    maxLength: mostConstraints,
    part: true,
  },
  x0: {
    kind: 'vector',
    label: { en: 'Starting point', 'zh-CN': '起点' },
    symbol: 'x_0',
    default: [0, 0],
    maxLength: mostVariables,
    mayBeEmpty: true,
    part: true,
  },
  bounds: {
    kind: 'bounds',
    label: { en: 'Bounds of the variables', 'zh-CN': '变量界' },
    default: [],
    maxLength: mostVariables,
    part: true,
  },
  domain: {
    kind: 'text',
    label: { en: 'Domain, such as x>0 for every variable', 'zh-CN': '定义域，如 x>0 表示所有变量' },
    default: '',
    maxLength: 500,
    part: true,
  },
} as const satisfies Schema
type Fields = typeof nonlinearFields

/** A problem read: simplified expressions over variables 0 … n − 1, and the box they may move in. */
export interface Typed {
  readonly names: readonly string[]
  readonly f: Expression
  readonly ineq: readonly Expression[]
  readonly eq: readonly Expression[]
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly start: Float64Array
}

type Reading = { readonly typed: Typed; readonly issues: readonly Issue[] }

/** Names in the texts that are no functions or constants, x2 before x10. */
function namesIn(texts: readonly string[]): string[] {
  const words = texts.flatMap(text => text.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [])
  const free = new Set(words.filter(word => !callable.has(word) && !constants.has(word)))
  return [...free].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

export function readTyped({ f, vars, ineq, eq, x0, bounds, domain }: Problem<Fields>): Reading {
  const names = vars.length ? vars : namesIn([f, ...ineq, ...eq])
  const issues: Issue[] = []
  const n = names.length
  const misfit = (parameter: string, given: number) =>
    issues.push({ code: 'inconsistent', parameter, params: { parameter, other: 'vars', wanted: n, given } })
  if (new Set(names).size !== n || names.some(name => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name)))
    misfit('vars', vars.length)
  if (n === 0 || n > mostVariables)
    issues.push({
      code: 'wrong-length',
      parameter: 'vars',
      params: { parameter: 'vars', length: n, max: mostVariables },
    })
  if (x0.length && x0.length !== n) misfit('x0', x0.length)
  if (bounds.length && bounds.length !== n) misfit('bounds', bounds.length)
  const read = (text: string, parameter: string): Expression => {
    const parsed = parse(text, names)
    if (parsed.ok) return simplify(parsed.expression)
    issues.push({ ...parsed.issue, parameter })
    return number(0)
  }
  const { lower, upper } = boxFrom(names, bounds, domain, issues)
  const crossed = names.findIndex(
    (_, j) => !(lower[j]! <= upper[j]!) || lower[j] === Infinity || upper[j] === -Infinity,
  )
  if (crossed >= 0)
    issues.push({
      code: 'inconsistent',
      parameter: 'bounds',
      params: { parameter: 'bounds', other: 'bounds', wanted: '≤', given: `${lower[crossed]!} > ${upper[crossed]!}` },
    })
  const typed = {
    names,
    f: read(f, 'f'),
    ineq: ineq.map(text => read(text, 'ineq')),
    eq: eq.map(text => read(text, 'eq')),
    lower,
    upper,
  }
  return { typed: { ...typed, start: x0.length ? Float64Array.from(x0) : startOf(typed) }, issues }
}

/** The origin or what the bounds leave of it; where a function has no value there, as log x has none at 0, a point off it. */
function startOf(typed: Omit<Typed, 'start'>): Float64Array {
  const { names, f, ineq, eq, lower, upper } = typed
  const n = names.length
  const all = [f, ...ineq, ...eq]
  const parts = [...all, ...all.flatMap(each => gradient(each, n))]
  const within = (to: number) =>
    Float64Array.from(names, (_, j) => {
      const [low, high] = [lower[j]!, upper[j]!]
      if (to === 0) return Math.min(Math.max(0, low), high)
      if (to > low && to < high) return to
      if (Number.isFinite(high - low)) return (low + high) / 2
      return low > -Infinity ? low + Math.abs(to) : high - Math.abs(to)
    })
  const tried = [0, 1, -1, 0.1, 10].map(within)
  return tried.find(x => evaluate(parts, x).every(Number.isFinite)) ?? tried[0]!
}

/** Bounds and the domain's inequalities together; a name in the domain that is no variable stands for all of them. */
function boxFrom(
  names: readonly string[],
  bounds: readonly (readonly [Bound, Bound])[],
  domain: string,
  issues: Issue[],
) {
  const lower = Float64Array.from(names, (_, j) => Number(bounds[j]?.[0] ?? -Infinity))
  const upper = Float64Array.from(names, (_, j) => Number(bounds[j]?.[1] ?? Infinity))
  for (const part of domain.split(/[,;&]|\band\b/)) {
    if (!part.trim()) continue
    const found = /^\s*([A-Za-z]\w*)\s*(>=?|<=?|≥|≤)\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*$/i.exec(part)
    if (!found || !Number.isFinite(Number(found[3]))) {
      issues.push({
        code: 'inconsistent',
        parameter: 'domain',
        params: { parameter: 'domain', other: 'vars', wanted: 'x > 0', given: part.trim() },
      })
      continue
    }
    const [, name = '', sign = '', limit] = found
    names.forEach((each, j) => {
      if (names.includes(name) && each !== name) return
      if (/[>≥]/.test(sign)) lower[j] = Math.max(lower[j]!, Number(limit))
      else upper[j] = Math.min(upper[j]!, Number(limit))
    })
  }
  return { lower, upper }
}

export const typedOrThrow = (problem: Problem<Fields>): Typed => {
  const { typed, issues } = readTyped(problem)
  if (issues.length) throw new BadProblem(issues)
  return typed
}

/** Values and first derivatives at a point; NaN and ∞ where a function has no value. */
export interface Values extends FirstOrder {
  readonly f: number
}

/** What an algorithm needs of a problem: values, slopes and the Lagrangian's Hessian, float64. */
export interface Functions {
  readonly n: number
  readonly ineqCount: number
  readonly eqCount: number
  readonly lower: Float64Array
  readonly upper: Float64Array
  at(x: Float64Array): Values
  /** f, c and h alone. */
  values(x: Float64Array): { f: number; ineq: Float64Array; eq: Float64Array }
  /** ∇²f + Σ λ_i ∇²c_i + Σ ν_j ∇²h_j. */
  bend(x: Float64Array, lam: Float64Array, nu: Float64Array): Matrix
}

/** L(x, λ, ν) over the variables of x, λ and ν, in this order. */
export function lagrangian({ names, f, ineq, eq }: Pick<Typed, 'names' | 'f' | 'ineq' | 'eq'>): Expression {
  const weigh = (sum: Expression, constraint: Expression, k: number) =>
    make('add', sum, make('mul', { op: 'variable', name: `w${k + 1}`, index: names.length + k }, constraint))
  return [...ineq, ...eq].reduce(weigh, f)
}

export function functionsFrom(typed: Typed): Functions {
  const n = typed.names.length
  const [m, p] = [typed.ineq.length, typed.eq.length]
  const all = [typed.f, ...typed.ineq, ...typed.eq]
  const valuesOf = compile(all, n)
  const slopesOf = compile(
    all.flatMap(each => gradient(each, n)),
    n,
  )
  const bendOf = curvatureFrom(gradient(lagrangian(typed), n + m + p).slice(0, n), m + p)
  const values = (x: Float64Array) => {
    const out = new Float64Array(all.length)
    valuesOf(x, out)
    return { f: out[0]!, ineq: out.slice(1, 1 + m), eq: out.slice(1 + m) }
  }
  return {
    n,
    ineqCount: m,
    eqCount: p,
    lower: typed.lower,
    upper: typed.upper,
    values,
    at(x) {
      const slopes = new Float64Array(all.length * n)
      slopesOf(x, slopes)
      return {
        ...values(x),
        slope: slopes.slice(0, n),
        ineqSlopes: matrix(m, n, slopes.slice(n, n + m * n)),
        eqSlopes: matrix(p, n, slopes.slice(n + m * n)),
      }
    },
    bend: (x, lam, nu) => bendOf(Float64Array.of(...x, ...lam, ...nu)),
  }
}
