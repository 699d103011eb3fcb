import type { Objective } from '../../expression/objective.ts'
import type { Expression } from '../../expression/tree.ts'
import { partsOfOne, written } from '../../expression/wasm.ts'
import { get, i32, integer, memory, simd } from '../../expression/wasm-code.ts'
import { Writer, type Lanes, type Value } from '../../expression/wasm-writer.ts'
import type { Precision } from '../kernel.ts'
import { spacing, type GridInput, type GridOutput } from './cpu.ts'

const page = 65_536

/** f over the grid, a row at a time, in a module made for f; `undefined` where this machine has no SIMD. */
export function gridWasm({ objective, x, y }: GridInput, precision: Precision): GridOutput | undefined {
  const lanes = precision === 'f64' ? 'f64x2' : 'f32x4'
  const writer = rowWriter(objective, lanes)
  const room = Math.ceil(x.count / writer.width) * 16
  const made = writer.build(Math.max(1, Math.ceil(room / page)))
  if (!made) return undefined
  const { buffer } = made.memory
  const row = precision === 'f64' ? new Float64Array(buffer, 0, x.count) : new Float32Array(buffer, 0, x.count)
  const values = new Float64Array(x.count * y.count)
  if (x.count > 0)
    for (let j = 0; j < y.count; j++) {
      made.run(room, x.from, spacing(x), y.from + j * spacing(y))
      values.set(row, j * x.count)
    }
  return { values }
}

/** `run(bytes, from, step, y)` fills the memory up to `bytes` with f(from + i·step, y). */
function rowWriter(objective: Objective, lanes: Lanes): Writer {
  const w = new Writer(lanes, ['i32', 'f64', 'f64', 'f64'])
  const [bytes, from, step, height] = [0, 1, 2, 3]
  const start = w.splat(from)
  const stride = w.splat(step)
  const y = w.splat(height)
  const width = w.constant(w.width)
  const index = w.constant(...Array.from({ length: w.width }, (_, lane) => lane))
  const at = w.local('i32')
  // What depends on y alone is computed once a row.
  const found = new Map<Expression, Value>()
  written(w, partsOfOne(objective.value, 1), [undefined, y], found)
  w.loop(() => {
    const x = w.op('add', start, w.op('mul', index, stride))
    const [value] = written(w, [objective.value], [x, y], found)
    w.emit(get(at), get(value!), memory(simd(0x0b)))
    w.assign(index, get(w.op('add', index, width)))
    w.assign(at, get(at), integer(16), i32.add)
    return [...get(at), ...get(bytes), ...i32.below]
  })
  return w
}
