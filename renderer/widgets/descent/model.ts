import { parse, solvers, type Axis, type Backend, type NumberField } from '../../compute/index.ts'
import type { Span } from '../../plot/Plane.tsx'
import {
  fieldOf,
  firstRace,
  methodBeside,
  methodFrom,
  methodText,
  parametersOf,
  raceFrom,
  raceOf,
  type Method,
  type MethodId,
  type Methods,
} from './methods.ts'

/** All that the widget can be set to; its text is what a note keeps. */
export interface DescentState {
  readonly f: string
  readonly start: readonly [number, number]
  readonly steps: number
  /** Middle and height of what is seen of the plane. */
  readonly view: { readonly x: number; readonly y: number; readonly height: number }
  readonly methods: Methods
  readonly backend: Backend
}

/** Height over width of the picture. */
export const aspect = 0.76
/** As fine as float32 can tell on functions such as Rosenbrock's, and finer than the picture. */
export const tolerance = 1e-3

const { symbol: _letter, ...iterations } = fieldOf('gd', 'iterations')
export const stepsField: NumberField = { ...iterations, max: 20_000 }
export const coordinateField: NumberField = {
  kind: 'number',
  label: solvers.gd.schema.x0!.label,
  default: 0,
  min: -1e6,
  max: 1e6,
  slider: [-5, 5],
  scale: 'linear',
}

const rates = (gd: number, momentum: number, adam: number): Methods => ({
  gd: { on: true, lr: gd, inertia: 0 },
  momentum: { on: true, lr: momentum, inertia: 0.9 },
  adam: { on: true, lr: adam, inertia: 0.9 },
})

type Example = Omit<DescentState, 'backend'>

/** Functions to begin with; each shows something that the others do not. */
export const examples = {
  bowl: {
    f: 'x^2 + 8y^2',
    start: [-2.6, 1.3],
    steps: 200,
    view: { x: 0, y: 0, height: 4.6 },
    methods: rates(0.03, 0.01, 0.15),
  },
  rosenbrock: {
    f: '(1-x)^2 + 100(y-x^2)^2',
    start: [-1.2, 1],
    steps: 2_000,
    view: { x: 0, y: 0.9, height: 3.2 },
    methods: rates(0.001, 0.0004, 0.03),
  },
  himmelblau: {
    f: '(x^2+y-11)^2 + (x+y^2-7)^2',
    start: [-0.6, -1.4],
    steps: 200,
    view: { x: 0, y: 0, height: 9.6 },
    methods: rates(0.008, 0.003, 0.25),
  },
  saddle: {
    f: 'x^2 - y^2 + y^4/4',
    start: [2.2, 0.01],
    steps: 200,
    view: { x: 0, y: 0, height: 4.6 },
    methods: rates(0.08, 0.02, 0.08),
  },
  ripples: {
    f: '0.2(x^2+y^2) + sin(2x)cos(2y)',
    start: [3.2, 2.6],
    steps: 200,
    view: { x: 0, y: 0, height: 7.6 },
    methods: rates(0.08, 0.03, 0.15),
  },
} as const satisfies Record<string, Example>
export type ExampleId = keyof typeof examples
export const exampleIds = Object.keys(examples) as ExampleId[]

export const exampleOf = ({ f }: Pick<DescentState, 'f'>): ExampleId | undefined =>
  exampleIds.find(id => examples[id].f === f)

const defaults = (f: string): DescentState => {
  const known = exampleOf({ f })
  const unknown: Example = {
    f,
    start: [-2, 1.5],
    steps: 200,
    view: { x: 0, y: 0, height: 4.6 },
    methods: rates(0.05, 0.02, 0.1),
  }
  return { ...(known ? examples[known] : unknown), backend: 'auto' }
}

/** A state with other settings for the same function, or the example's whole settings. */
export const withExample = (id: ExampleId, backend: Backend): DescentState => ({ ...defaults(examples[id].f), backend })

const numbers = (text: string | null): number[] =>
  (text ?? '')
    .split(',')
    .filter(part => part.trim())
    .map(Number)

const within = (field: NumberField, value: number | undefined, otherwise: number) =>
  value !== undefined && value >= field.min && value <= field.max ? value : otherwise

/** The settings that a method not in the race would begin with. */
export const methodFor = (id: MethodId, { f }: Pick<DescentState, 'f'>): Method => methodBeside(id, defaults(f).methods)

function methodsFrom(query: URLSearchParams, base: Methods): Methods {
  const off = (query.get('off') ?? '').split(',')
  return Object.fromEntries(
    raceFrom(query.get('race')).map(id => [
      id,
      methodFrom(id, query.get(id), !off.includes(id), methodBeside(id, base)),
    ]),
  )
}

/** Reads a state such as `f=x%5E2&x=1,2&gd=0.1`. What is missing or out of bounds is the function's own default. */
export function stateFrom(text = ''): DescentState {
  const query = new URLSearchParams(text)
  const base = defaults(query.get('f')?.slice(0, 2_000) ?? examples.himmelblau.f)
  const [x, y] = numbers(query.get('x'))
  const [viewX, viewY, height = Number.NaN] = numbers(query.get('view'))
  const steps = Math.round(Number(query.get('steps') ?? base.steps))
  const on = query.get('on')
  return {
    f: base.f,
    start: [within(coordinateField, x, base.start[0]), within(coordinateField, y, base.start[1])],
    steps: within(stepsField, steps, base.steps),
    view:
      height > 1e-6 && height < 1e6
        ? { x: within(coordinateField, viewX, 0), y: within(coordinateField, viewY, 0), height }
        : base.view,
    methods: methodsFrom(query, base.methods),
    backend: on === 'cpu' || on === 'wasm' || on === 'gpu' ? on : 'auto',
  }
}

/** The state as a query string; `stateFrom` gives it back. */
export function textFrom({ f, start, steps, view, methods, backend }: DescentState): string {
  const query = new URLSearchParams({
    f,
    x: start.join(','),
    steps: String(steps),
    view: [view.x, view.y, view.height].join(','),
  })
  const race = raceOf(methods)
  if (race.join() !== firstRace.join()) query.set('race', race.join(','))
  for (const id of race) query.set(id, methodText(id, methods[id]!))
  const off = race.filter(id => !methods[id]!.on)
  if (off.length) query.set('off', off.join(','))
  if (backend !== 'auto') query.set('on', backend)
  return query.toString()
}

/** The problem that the solver `id` is given. */
export function problemFrom(state: DescentState, id: MethodId): Record<string, unknown> {
  const { f, start, steps, methods } = state
  const own = parametersOf(id, methods[id] ?? methodFor(id, state))
  return { f, x0: [...start], iterations: steps, tolerance, ...own }
}

export const parsedFrom = (f: string): ReturnType<typeof parse> => parse(f, ['x', 'y'])

/** What is seen of the plane: both axes to the same scale, so that gradients stand upright on the contours. */
export function spansFrom({ x, y, height }: DescentState['view']): { x: Span; y: Span } {
  const width = height / aspect
  return { x: { from: x - width / 2, to: x + width / 2 }, y: { from: y - height / 2, to: y + height / 2 } }
}

const columns = 160
const rows = 122

/** The grid behind the picture, one cell larger all round, so that the contours' closing edges lie outside. */
export function axesFrom(view: DescentState['view']): { x: Axis; y: Axis } {
  const wider = ({ from, to }: Span, count: number): Axis => {
    const cell = (to - from) / (count - 3)
    return { from: from - cell, to: to + cell, count }
  }
  const spans = spansFrom(view)
  return { x: wider(spans.x, columns), y: wider(spans.y, rows) }
}

/** The view that holds all points, with a margin; the view as it is where there are none. */
export function viewAround(points: readonly (readonly number[])[], view: DescentState['view']): DescentState['view'] {
  const finite = points.filter(point => point.every(coordinate => Math.abs(coordinate) < 1e4))
  if (!finite.length) return view
  const end = (pick: (...values: number[]) => number, i: number) =>
    finite.reduce((a, point) => pick(a, point[i]!), finite[0]![i]!)
  const [left, right, bottom, top] = [end(Math.min, 0), end(Math.max, 0), end(Math.min, 1), end(Math.max, 1)]
  return {
    x: (left + right) / 2,
    y: (bottom + top) / 2,
    height: Math.max(1.3 * (top - bottom), 1.3 * aspect * (right - left), 1e-3),
  }
}

/** Values for a logarithmic axis: f itself where it is positive, else its height over the least value any method found. */
export function heightsFrom(paths: readonly (readonly number[])[]): { values: number[][]; shifted: boolean } {
  const least = paths.flat().reduce((a, b) => (b < a ? b : a), Infinity)
  const shifted = least < 0
  return { values: paths.map(path => (shifted ? path.map(f => f - least) : [...path])), shifted }
}
