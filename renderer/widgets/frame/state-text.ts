import { exampleFrom, type Backend, type Field, type Schema } from '../../compute/index.ts'
import { fits } from './fitting.ts'
import type { Values, WidgetModel } from './model.ts'
import { packed, unpacked } from './packed.ts'

/** A widget's whole state: what is set, and where it computes. */
export interface WidgetState<F extends Schema = Schema> {
  readonly values: Values<F>
  readonly backend: Backend
}

const backends: readonly string[] = ['auto', 'cpu', 'wasm', 'gpu'] satisfies Backend[]
/** A block that holds more than this is no state of ours. */
const maximumLength = 200_000

/** Short where the kind allows it, JSON elsewhere. */
function textOf(field: Field, value: unknown): string {
  if (field.kind === 'vector') return (value as number[]).join(',')
  if (field.kind === 'matrix') return (value as number[][]).map(row => row.join(',')).join(';')
  if (field.kind === 'flag') return value ? '1' : '0'
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`
}

const numbers = (text: string): number[] => (text.trim() ? text.split(',').map(Number) : [])

function valueOf(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'number':
      return text.trim() ? Number(text) : Number.NaN
    case 'flag':
      return text === '1' ? true : text === '0' ? false : undefined
    case 'vector':
      return numbers(text)
    case 'matrix':
      return text ? text.split(';').map(numbers) : []
    case 'expression':
    case 'choice':
    case 'text':
      return text
    default:
      try {
        return JSON.parse(text) as unknown
      } catch {
        return undefined
      }
  }
}

/** The settings that a widget begins with: its first example over its fields' defaults. */
export const defaultsOf = <F extends Schema>({ fields, examples }: WidgetModel<F>): Values<F> =>
  ({ ...exampleFrom(fields), ...examples[0]?.values }) as Values<F>

/** Reads a state such as `lr=0.1&A=1,2;3,4`, packed or plain. What is missing or does not fit is the default. */
export function stateFrom<F extends Schema>(model: WidgetModel<F>, text = ''): WidgetState<F> {
  const query = new URLSearchParams(unpacked(text.slice(0, maximumLength), maximumLength))
  const values: Record<string, unknown> = { ...defaultsOf(model) }
  for (const [name, field] of Object.entries<Field>(model.fields)) {
    const given = query.get(name)
    const value = given === null ? undefined : valueOf(field, given)
    if (value !== undefined && fits(field, value)) values[name] = value
  }
  const backend = query.get('on') ?? 'auto'
  return { values: values as Values<F>, backend: backends.includes(backend) ? (backend as Backend) : 'auto' }
}

/** The state as a query string, without what stands at its default, packed where it is long; `stateFrom` gives it back. */
export function textFrom<F extends Schema>(model: WidgetModel<F>, { values, backend }: WidgetState<F>): string {
  const query = new URLSearchParams()
  const defaults: Readonly<Record<string, unknown>> = defaultsOf(model)
  for (const [name, field] of Object.entries<Field>(model.fields)) {
    const text = textOf(field, values[name])
    if (text !== textOf(field, defaults[name])) query.set(name, text)
  }
  if (backend !== 'auto') query.set('on', backend)
  return packed(query.toString())
}

/** The index of the example whose settings these are; -1 for the reader's own. */
export function exampleOf<F extends Schema>(model: WidgetModel<F>, values: Values<F>): number {
  const defaults = defaultsOf(model)
  const same = (wanted: Readonly<Record<string, unknown>>) =>
    Object.entries<Field>(model.fields).every(
      ([name, field]) => textOf(field, wanted[name]) === textOf(field, values[name]),
    )
  return model.examples.findIndex(example => same({ ...defaults, ...example.values }))
}
