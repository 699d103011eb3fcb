import { operations, type OperationName } from './operations.ts'
import {
  branch,
  call,
  f64,
  get,
  integer,
  loop,
  memory,
  moduleFrom,
  set,
  simd,
  type Code,
  type Import,
  type ValueType,
} from './wasm-code.ts'

export type Lanes = 'f64x2' | 'f32x4'

/** Opcodes of what both kinds of lanes have. */
const instructions = {
  f64x2: {
    splat: 0x14,
    extract: 0x21,
    replace: 0x22,
    load: 0x0a,
    lt: 0x49,
    gt: 0x4a,
    nearest: 0x94,
    abs: 0xec,
    base: 0xec,
  },
  f32x4: {
    splat: 0x13,
    extract: 0x1f,
    replace: 0x20,
    load: 0x09,
    lt: 0x43,
    gt: 0x44,
    nearest: 0x6a,
    abs: 0xe0,
    base: 0xe0,
  },
} as const
/** Distance from `abs`: the two families are laid out alike. */
export const arithmetic = { abs: 0, neg: 1, sqrt: 3, add: 4, sub: 5, mul: 6, div: 7, min: 8, max: 9 } as const
export type Arithmetic = keyof typeof arithmetic

/** A number of the function under way, on all lanes: the index of its local. */
export type Value = number

/** Builds the body of one function, a local a value; V8 makes registers of them. */
export class Writer {
  readonly lanes: Lanes
  readonly width: number
  /** Bytes of one lane. */
  readonly size: number
  readonly locals: ValueType[] = []
  private readonly parameters: readonly ValueType[]
  private readonly imports: Import[] = []
  private readonly constants = new Map<string, Value>()
  private readonly prologue: number[] = []
  private code: number[] = []

  constructor(lanes: Lanes, parameters: readonly ValueType[]) {
    this.lanes = lanes
    this.width = lanes === 'f64x2' ? 2 : 4
    this.size = 16 / this.width
    this.parameters = parameters
  }

  local(type: ValueType = 'v128'): number {
    this.locals.push(type)
    return this.parameters.length + this.locals.length - 1
  }

  emit(...parts: readonly Code[]): void {
    for (const part of parts) for (const byte of part) this.code.push(byte)
  }

  /** Changes a local that a loop carries on. */
  assign(local: number, ...parts: readonly Code[]): void {
    this.emit(...parts, set(local))
  }

  /** What `body` writes, again while the code that it returns leaves something other than 0. */
  loop(body: () => Code): void {
    const outer = this.code
    this.code = []
    const again = body()
    const inner = [...this.code, ...again]
    this.code = outer
    // Not spread: a long function has more bytes than a call may have arguments.
    for (const byte of loop(inner)) outer.push(byte)
  }

  /** What `parts` leave, in a local of its own. */
  value(...parts: readonly Code[]): Value {
    const local = this.local()
    this.emit(...parts, set(local))
    return local
  }

  /** One number on all lanes, or one a lane; laid down once, before everything else. */
  constant(...values: readonly number[]): Value {
    const numbers = Array.from({ length: this.width }, (_, lane) => values[lane % values.length]!)
    const lanes = this.size === 8 ? Float64Array.from(numbers) : Float32Array.from(numbers)
    // WebAssembly is little-endian, and so is every machine that runs Chromium or Node.
    return this.fixed([...new Uint8Array(lanes.buffer)])
  }

  /** The same 32-bit integer on four lanes. */
  integers(value: number): Value {
    return this.fixed([...new Uint8Array(Int32Array.of(value, value, value, value).buffer)])
  }

  /** The same 64-bit integer on two lanes. */
  longs(value: bigint): Value {
    return this.fixed([...new Uint8Array(BigInt64Array.of(value, value).buffer)])
  }

  private fixed(bytes: readonly number[]): Value {
    const key = bytes.join()
    let local = this.constants.get(key)
    if (local === undefined) {
      this.constants.set(key, (local = this.local()))
      this.prologue.push(...simd(0x0c), ...bytes, ...set(local))
    }
    return local
  }

  op(name: Arithmetic, ...args: readonly Value[]): Value {
    return this.value(...args.map(get), simd(instructions[this.lanes].base + arithmetic[name]))
  }

  /** An instruction by its opcode. */
  raw(opcode: number, ...args: readonly Value[]): Value {
    return this.value(...args.map(get), simd(opcode))
  }

  nearest(a: Value): Value {
    return this.raw(instructions[this.lanes].nearest, a)
  }

  /** `yes` where the lanes of `mask` are set. */
  select(yes: Value, no: Value, mask: Value): Value {
    return this.raw(0x52, yes, no, mask)
  }

  /** Lanes moved by so many bits: up, or down with their sign. */
  shift(direction: 'up' | 'down', a: Value, by: number): Value {
    const base = this.size === 8 ? 0xcb : 0xab
    return this.value(get(a), integer(by), simd(direction === 'up' ? base : base + 1))
  }

  /** `value`, but what `other` writes where any lane of `mask` is set: for the rare, which costs a branch only. */
  unless(mask: Value, value: Value, other: () => Value): Value {
    const outer = this.code
    this.code = []
    const instead = other()
    const inner = [...this.code, ...get(instead), ...set(value)]
    this.code = outer
    for (const byte of branch([...get(mask), ...simd(0x53)], inner)) outer.push(byte)
    return value
  }

  greater(a: Value, b: Value): Value {
    return this.raw(instructions[this.lanes].gt, a, b)
  }

  less(a: Value, b: Value): Value {
    return this.raw(instructions[this.lanes].lt, a, b)
  }

  /** One number of memory on all lanes; `address` is an i32. */
  spread(address: number, offset: number): Value {
    return this.value(get(address), memory(simd(instructions[this.lanes].load), offset))
  }

  /** A float64 parameter on all lanes. */
  splat(parameter: number): Value {
    const narrow = this.size === 4 ? [f64.demote] : []
    return this.value(get(parameter), ...narrow, simd(instructions[this.lanes].splat))
  }

  /** A function of JavaScript's Math, lane by lane: V8 calls the same C code as for the closures. */
  each(op: OperationName, args: readonly Value[]): Value {
    let index = this.imports.findIndex(known => known.name === op)
    if (index < 0) index = this.imports.push({ name: op, arity: operations[op].arity }) - 1
    const { extract, replace } = instructions[this.lanes]
    let result = args[0]!
    for (let lane = 0; lane < this.width; lane++) {
      const parts = args.map(arg => [...get(arg), ...simd(extract), lane, ...(this.size === 4 ? f64.promote : [])])
      const narrow = this.size === 4 ? [f64.demote] : []
      result = this.value(get(result), ...parts, call(index), ...narrow, [...simd(replace), lane])
    }
    return result
  }

  /** The function as a running module with `pages` of memory; `undefined` where WebAssembly or SIMD is missing. */
  build(pages: number): { readonly memory: WebAssembly.Memory; readonly run: (...args: number[]) => void } | undefined {
    try {
      const bytes = moduleFrom(this.parameters, this.locals, [...this.prologue, ...this.code], this.imports)
      const m = Object.fromEntries(this.imports.map(({ name }) => [name, mathOf(name as OperationName)]))
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { m })
      const made = exports as { memory: WebAssembly.Memory; run: (...args: number[]) => void }
      if (pages > 1) made.memory.grow(pages - 1)
      return made
    } catch {
      return undefined
    }
  }
}

/** Math's own function where there is one: V8 knows those and calls them without leaving WebAssembly. */
const mathOf = (op: OperationName): ((a: number, b: number) => number) =>
  op === 'pow' ? Math.pow : (operations[op].value as (a: number, b: number) => number)
