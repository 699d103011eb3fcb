import type { Issue, Problem, Report, Schema, SolverId, Step, Words } from '../../compute/index.ts'

/** What a schema's fields hold. */
export type Values<F extends Schema = Schema> = Problem<F>

/** One run of a solver that a widget asks for. */
export interface Ask {
  readonly solver: SolverId
  readonly problem: unknown
  readonly seed?: number
  /** Default f64; f32 is what a picture needs, and what a graphics processor can. */
  readonly precision?: 'f32' | 'f64'
  /**
   * What is asked in its place once the reader has started it: work that nobody should find under way because a note was
   * opened. `key` says what was started; each start counts the seed up.
   */
  readonly held?: { readonly key: string; readonly problem: unknown }
  /** How it ended is left to the model's claims; that it is under way or refused is still said. */
  readonly quiet?: true
}

/** A run as it stands: its iterates so far, and the report once it is over. */
// The shapes of iterates and results are the solvers' own; a widget that reads them says which they are.
export interface Run {
  readonly steps: readonly Step[]
  readonly report?: Report
  /** Why the solver refuses the problem. */
  readonly issues?: readonly Issue[]
  /** What broke, beyond the problem itself. */
  readonly failure?: string
}
export const isUnderWay = (run: Run | undefined): boolean => !(run?.report ?? run?.issues ?? run?.failure)
export type Runs = Readonly<Record<string, Run | undefined>>

/** The numbers behind the picture. */
export type TableCell = number | string | Words | null
export interface Table {
  readonly columns: readonly (string | Words)[]
  readonly rows: readonly (readonly TableCell[])[]
}

/** One line of the certificate: what is claimed, the number, and whether it holds (absent where nothing is claimed). */
export interface Claim {
  readonly words: Words
  readonly tex?: string
  readonly value?: number | string | Words
  readonly holds?: boolean
}

/** What stands at step `k`. */
export interface Shown<F extends Schema = Schema> {
  readonly values: Values<F>
  readonly runs: Runs
  /** The step of the timeline that is shown, and the last one. */
  readonly k: number
  readonly last: number
}

export interface Example<F extends Schema> {
  readonly title: Words
  readonly values: Partial<Values<F>>
}

/**
 * All of a widget but its picture, as plain data and pure functions: the frame draws it, a note keeps its state, tests walk it.
 * Everything it says, it says in both languages here, so that a widget stays one folder.
 */
export interface WidgetModel<F extends Schema = Schema> {
  /** As in the table of widgets and in a note's `solver` block. */
  readonly name: string
  readonly title: Words
  /** What can be set. Expressions stand above the picture, the others under it; a field `seed` is drawn with a die. */
  readonly fields: F
  /** The words of choices' options, by field; an option without words is shown as it is. */
  readonly options?: { readonly [K in keyof F]?: Readonly<Record<string, Words>> }
  /** Matrices of grey levels between 0 and 1, which are drawn or opened as pictures. */
  readonly pictures?: readonly (keyof F & string)[]
  /** Fields that the picture itself sets; no other input is drawn for them. */
  readonly drawn?: readonly (keyof F & string)[]
  /** Names that an expression field may use, by field. Without: x and y. */
  readonly variables?: { readonly [K in keyof F]?: readonly string[] }
  /** Settings to begin with; each shows something that the others do not. The first is the default one. */
  readonly examples: readonly Example<F>[]
  /** Fields that these settings leave without effect. */
  idle?(values: Values<F>): readonly (keyof F & string)[]
  /** They are not shown at all, rather than faint: one choice brings most fields, or takes them away. */
  readonly hidesIdle?: true
  /** The runs that these settings ask for, by names of the widget's own. Throws nothing: what is refused, the solver refuses. */
  asks(values: Values<F>): Readonly<Record<string, Ask>>
  /** The last step of the timeline. Without: of the longest run. */
  last?(shown: Pick<Shown<F>, 'values' | 'runs'>): number
  /** What is computed, as LaTeX, with this step's numbers where they help; words in it stand in both languages (see `texIn`). */
  formula(shown: Shown<F>): string
  table(shown: Shown<F>): Table
  /** What vouches for the answer; the runs' own statuses stand before these lines. */
  certificate(shown: Shown<F>): readonly Claim[]
  /** The picture in a sentence or two, for those who do not see it. */
  summary(shown: Shown<F>): Words
  /** A script for Python 3 with NumPy and SciPy that computes the same by itself and prints it; a start that was drawn is written into it. */
  python(shown: Shown<F>): string
}

/** Gives a model its types; the fields' are read off it. */
export const defineWidget = <const F extends Schema>(model: WidgetModel<F>): WidgetModel<F> => model

/** The iterate that stands at step `k`: the last one where a run is shorter, nothing before it has begun. */
export function stateAt(run: Run | undefined, k: number): unknown {
  const { steps = [] } = run ?? {}
  return steps[Math.min(k, steps.length - 1)]?.state
}

const none: readonly never[] = []
const told = new WeakMap<Run, Map<string, readonly number[]>>()
const courses = new WeakMap<readonly number[], readonly (readonly [k: number, value: number])[]>()

/** One of a run's numbers at every step so far; NaN where a step has none. Asked again it is the same list. */
export function metricOf(run: Run | undefined, name: string): readonly number[] {
  if (!run) return none
  const known = told.get(run) ?? new Map<string, readonly number[]>()
  told.set(run, known)
  const numbers = known.get(name) ?? run.steps.map(({ metrics }) => metrics[name] ?? Number.NaN)
  known.set(name, numbers)
  return numbers
}

/** The same as points of a chart, by step; a line of them that grows shows the first `k + 1`. */
export function courseOf(run: Run | undefined, name: string): readonly (readonly [k: number, value: number])[] {
  const numbers = metricOf(run, name)
  const course = courses.get(numbers) ?? numbers.map((value, k) => [k, value] as const)
  courses.set(numbers, course)
  return course
}

/** A literal for Python (and NumPy) of plain numbers, words and lists of them. */
export function pythonFrom(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonFrom).join(', ')}]`
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'number') return JSON.stringify(value)
  if (Number.isNaN(value)) return 'float("nan")'
  return Number.isFinite(value) ? String(value) : `float("${value > 0 ? '' : '-'}inf")`
}
