import type { Objective } from '../../expression/objective.ts'
import { parse } from '../../expression/parse.ts'
import type { Expression } from '../../expression/tree.ts'
import { written } from '../../expression/wasm.ts'
import { get, i32, integer, memory, simd } from '../../expression/wasm-code.ts'
import { Writer } from '../../expression/wasm-writer.ts'
import type { Numbers, Precision } from '../kernel.ts'
import { memorySize } from '../descent/rule.ts'
import type { BasinsInput, BasinsOutput } from './cpu.ts'

const page = 65_536
/** Points that the module holds at once. */
const block = 8_192
/** Steps that it holds the factors of. */
const stepsAtOnce = 4_096

const slots = ['m0', 'm1', 'm2', 'm3']

interface Line {
  readonly name: string
  readonly value: Expression
}

/** Where things lie in the module's memory, in numbers. */
const layout = (dimension: number) => {
  const coordinate = (i: number) => i * block
  const kept = (i: number, slot: number) => (dimension + i * memorySize + slot) * block
  const factors = dimension * (1 + memorySize) * block
  return { coordinate, kept, factors, length: factors + 2 * stepsAtOnce }
}

/**
 * All steps from many points, two or four points at a time, in a module made for the function and the rule; `undefined`
 * for a rule without a formula, and where this machine has no SIMD.
 */
export function basinsWasm(input: BasinsInput, precision: Precision): BasinsOutput | undefined {
  const { objective, factors, x: start, memory: before } = input
  const lines = linesOf(input)
  if (!lines || factors.length > stepsAtOnce) return undefined
  const { dimension } = objective
  const at = layout(dimension)
  const made = moduleFor(input, lines, precision)
  if (!made) return undefined
  const size = precision === 'f64' ? 8 : 4
  const { buffer } = made.memory
  const numbers: Numbers = precision === 'f64' ? new Float64Array(buffer) : new Float32Array(buffer)
  factors.forEach(([s0, s1], k) => {
    numbers[at.factors + 2 * k] = s0
    numbers[at.factors + 2 * k + 1] = s1
  })
  const x = Float64Array.from(start)
  const kept = Float64Array.from(before)
  const points = x.length / dimension
  for (let first = 0; first < points && factors.length; first += block) {
    const count = Math.min(block, points - first)
    move(x, kept, first, count, dimension, (from, p, to) => (numbers[to] = from[p]!))
    made.run(Math.ceil((count * size) / 16) * 16, factors.length * 2 * size)
    move(x, kept, first, count, dimension, (from, p, to) => (from[p] = numbers[to]!))
  }
  return { x, memory: kept }
}

/** The last module: a map is computed in many short runs, and V8 makes a module faster as it goes. */
let last:
  | { readonly objective: Objective; readonly key: string; readonly made: ReturnType<Writer['build']> }
  | undefined

function moduleFor(input: BasinsInput, lines: readonly Line[], precision: Precision): ReturnType<Writer['build']> {
  const { objective } = input
  const key = JSON.stringify([precision, input.rule.formula, input.constants])
  if (last?.objective !== objective || last.key !== key) {
    const w = writerFor(input, lines, precision)
    last = { objective, key, made: w.build(Math.ceil((layout(objective.dimension).length * w.size) / page)) }
  }
  return last.made
}

/** Every coordinate and every kept number of some points, each with its place in the module. */
function move(
  x: Float64Array,
  kept: Float64Array,
  first: number,
  count: number,
  dimension: number,
  each: (array: Float64Array, index: number, place: number) => void,
): void {
  const at = layout(dimension)
  for (let i = 0; i < dimension; i++) {
    for (let p = 0; p < count; p++) each(x, (first + p) * dimension + i, at.coordinate(i) + p)
    for (let slot = 0; slot < memorySize; slot++)
      for (let p = 0; p < count; p++)
        each(kept, ((first + p) * dimension + i) * memorySize + slot, at.kept(i, slot) + p)
  }
}

const namesOf = ({ constants }: BasinsInput) => ['x', 'g', 's0', 's1', ...slots, ...Object.keys(constants)]

function linesOf(input: BasinsInput): Line[] | undefined {
  const { formula } = input.rule
  if (!formula) return undefined
  return Object.entries(formula).map(([name, text]) => {
    const parsed = parse(text, namesOf(input))
    if (!parsed.ok) throw new Error(`the rule cannot be read: ${parsed.issue.code} in ${text}`)
    return { name, value: parsed.expression }
  })
}

/** `run(bytes, factorBytes)`: the points up to `bytes`, each through all steps. */
function writerFor(input: BasinsInput, lines: readonly Line[], precision: Precision): Writer {
  const { objective, constants } = input
  const { dimension } = objective
  const w = new Writer(precision === 'f64' ? 'f64x2' : 'f32x4', ['i32', 'i32'])
  const [bytes, factorBytes] = [0, 1]
  const at = layout(dimension)
  const indices = Array.from({ length: dimension }, (_, i) => i)
  const fixed = Object.values(constants).map(value => w.constant(value))
  const used = slots.flatMap((name, slot) => (lines.some(line => line.name === name) ? [{ name, slot }] : []))
  const point = w.local('i32')
  const factor = w.local('i32')
  const xs = indices.map(() => w.local())
  const kept = indices.map(() => new Map(used.map(({ name }) => [name, w.local()])))
  const places = indices.flatMap(i => [
    { local: xs[i]!, offset: at.coordinate(i) * w.size },
    ...used.map(({ name, slot }) => ({ local: kept[i]!.get(name)!, offset: at.kept(i, slot) * w.size })),
  ])
  const nothing = w.constant(0)
  w.loop(() => {
    for (const { local, offset } of places) w.assign(local, get(point), memory(simd(0x00), offset))
    w.assign(factor, integer(0))
    w.loop(() => {
      const s0 = w.spread(factor, at.factors * w.size)
      const s1 = w.spread(factor, at.factors * w.size + w.size)
      const slopes = written(w, objective.gradient, xs)
      for (const i of indices) {
        const now = new Map<string, number>([['x', xs[i]!], ...kept[i]!])
        for (const { name, value } of lines) {
          const memories = slots.map(slot => now.get(slot) ?? nothing)
          const [result] = written(w, [value], [now.get('x')!, slopes[i]!, s0, s1, ...memories, ...fixed])
          now.set(name, result!)
        }
        w.assign(xs[i]!, get(now.get('x')!))
        for (const { name } of used) w.assign(kept[i]!.get(name)!, get(now.get(name)!))
      }
      w.assign(factor, get(factor), integer(2 * w.size), i32.add)
      return [...get(factor), ...get(factorBytes), ...i32.below]
    })
    for (const { local, offset } of places) w.emit(get(point), get(local), memory(simd(0x0b), offset))
    w.assign(point, get(point), integer(16), i32.add)
    return [...get(point), ...get(bytes), ...i32.below]
  })
  return w
}
