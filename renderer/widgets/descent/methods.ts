import { solvers, type Field, type NumberField, type SolverId } from '../../compute/index.ts'

/** What one method is run with; `inertia` is its second parameter, such as what carries it past small hills. */
export interface Method {
  readonly on: boolean
  readonly lr: number
  readonly inertia: number
  /** How it finds the length of a step, where it searches for it. */
  readonly search?: string
}

/** The parameters of each method that can be set here, at most two numbers; `search` besides where it has one. */
const parameters = {
  gd: ['lr'],
  sgd: ['lr', 'noise'],
  'gd-line-search': [],
  momentum: ['lr', 'mu'],
  nesterov: ['lr', 'mu'],
  adagrad: ['lr'],
  rmsprop: ['lr', 'alpha'],
  adadelta: ['lr', 'rho'],
  adam: ['lr', 'beta1'],
  adamw: ['lr', 'wd'],
  'damped-newton': ['lr'],
  'newton-line-search': [],
  'newton-trust-region': ['radius'],
  bfgs: [],
  'l-bfgs': ['memory'],
} as const satisfies Partial<Record<SolverId, readonly string[]>>

export type MethodId = keyof typeof parameters
/** All methods that can race, from the simplest on. */
export const methodIds = Object.keys(parameters) as MethodId[]
/** The methods that race where a state names none. */
export const firstRace: readonly MethodId[] = ['gd', 'momentum', 'adam']
/** As many as have a colour and a mark of their own. */
export const mostMethods = 6

/** The methods of a race by their names, in the order of their colours. */
export type Methods = Readonly<Partial<Record<MethodId, Method>>>
export const raceOf = (methods: Methods): MethodId[] => Object.keys(methods) as MethodId[]

const schemaOf = (id: MethodId) => solvers[id].schema as Readonly<Record<string, { readonly kind: string }>>

/** The number field of a solver's schema. */
export function fieldOf(id: MethodId, name: string): NumberField {
  const field = schemaOf(id)[name]
  if (field?.kind !== 'number') throw new Error(`${id} has no number ${name}`)
  return field as NumberField
}

const nth = (id: MethodId, i: number): NumberField | undefined => {
  const name = (parameters[id] as readonly string[])[i]
  return name === undefined ? undefined : fieldOf(id, name)
}
export const rateField = (id: MethodId): NumberField | undefined => nth(id, 0)
export const inertiaField = (id: MethodId): NumberField | undefined => nth(id, 1)
type Choice = Extract<Field, { readonly kind: 'choice' }>
export const searchField = (id: MethodId): Choice | undefined => schemaOf(id)['search'] as Choice | undefined

/** Whose rate suits a method on the same function. */
const kin: Partial<Record<MethodId, MethodId>> = { sgd: 'gd', nesterov: 'momentum', rmsprop: 'adam', adamw: 'adam' }

/** What a method begins with beside the first three on the same function. */
export function methodBeside(id: MethodId, first: Methods): Method {
  const search = searchField(id)
  return (
    first[id] ?? {
      on: true,
      lr: first[kin[id] ?? id]?.lr ?? rateField(id)?.default ?? 0,
      inertia: inertiaField(id)?.default ?? 0,
      ...(search && { search: search.default }),
    }
  )
}

const within = (field: NumberField | undefined, value: number | undefined, otherwise: number) => {
  if (!field) return 0
  const fits = value !== undefined && value >= field.min && value <= field.max
  return fits && (!field.whole || Number.isInteger(value)) ? value : otherwise
}

/** Reads `0.1,0.9`, `5,wolfe` or `armijo`: numbers and a search in their order. */
export function methodFrom(id: MethodId, text: string | null, on: boolean, otherwise: Method): Method {
  const parts = (text ?? '').split(',').filter(part => part.trim())
  const search = searchField(id)
  const [lr, inertia] = parts.map(Number)
  const named = parts.find(part => search?.options.includes(part))
  return {
    on,
    lr: within(rateField(id), lr, otherwise.lr),
    inertia: within(inertiaField(id), inertia, otherwise.inertia),
    ...(search && { search: named ?? otherwise.search ?? search.default }),
  }
}

/** The text that `methodFrom` reads. */
export const methodText = (id: MethodId, { lr, inertia, search }: Method): string =>
  [rateField(id) && lr, inertiaField(id) && inertia, search].filter(part => part !== undefined).join(',')

/** A method's parameters as its solver names them. */
export function parametersOf(id: MethodId, { lr, inertia, search }: Method): Record<string, unknown> {
  const [first, second] = parameters[id] as readonly string[]
  return { ...(first && { [first]: lr }), ...(second && { [second]: inertia }), ...(search && { search }) }
}

/** The names that a state's `race=gd,bfgs` lists and that there are; the first race where it lists none. */
export function raceFrom(text: string | null): readonly MethodId[] {
  const named = new Set((text ?? '').split(',').filter((id): id is MethodId => Object.hasOwn(parameters, id)))
  return named.size ? [...named].slice(0, mostMethods) : firstRace
}
