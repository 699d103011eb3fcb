/**
 * WebAssembly's binary format, as much of it as one straight function needs (WebAssembly core specification 3.0, ch. 5).
 * Bytes are data, not code of the page: the policy that forbids eval allows them to a worker.
 */
export type Code = readonly number[]

export type ValueType = 'i32' | 'f64' | 'v128'
const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b }

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  do {
    const low = value & 0x7f
    value >>>= 7
    bytes.push(value ? low | 0x80 : low)
  } while (value)
  return bytes
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = []
  for (;;) {
    const low = value & 0x7f
    value >>= 7
    if ((value === 0 && !(low & 0x40)) || (value === -1 && low & 0x40)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const integer = (value: number): Code => [0x41, ...signed(value)]
export const call = (index: number): Code => [0x10, ...unsigned(index)]
export const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)]
/** With an offset in bytes, aligned to a byte: no promise is made. */
export const memory = (opcode: Code, offset = 0): Code => [...opcode, 0, ...unsigned(offset)]

export const i32 = { add: [0x6a], sub: [0x6b], below: [0x49] } as const
export const f64 = { convert: [0xb8], promote: [0xbb], demote: [0xb6] } as const

/** The body again and again while what it leaves is not 0. */
export const loop = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b]

/** The body where the condition leaves something other than 0. */
export const branch = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b]

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()]
const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content]
const name = (text: string): number[] => vector([...text].map(character => [character.charCodeAt(0)]))

export interface Import {
  readonly name: string
  readonly arity: number
}

/** A module with one memory, one function `run`, and imported functions of float64 under `m`. */
export function moduleFrom(
  parameters: readonly ValueType[],
  locals: readonly ValueType[],
  body: Code,
  imports: readonly Import[],
): Uint8Array<ArrayBuffer> {
  const functionType = (from: readonly ValueType[], to: readonly ValueType[]) => [
    0x60,
    ...vector(from.map(type => [typeCodes[type]])),
    ...vector(to.map(type => [typeCodes[type]])),
  ]
  const own = functionType(parameters, [])
  const types = [own, functionType(['f64'], ['f64']), functionType(['f64', 'f64'], ['f64'])]
  const code = [...vector(locals.map(type => [1, typeCodes[type]])), ...body, 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector(imports.map(({ name: called, arity }) => [...name('m'), ...name(called), 0, arity]))),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0, 1]])),
    ...section(
      7,
      vector([
        [...name('memory'), 2, 0],
        [...name('run'), 0, ...unsigned(imports.length)],
      ]),
    ),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ])
}
