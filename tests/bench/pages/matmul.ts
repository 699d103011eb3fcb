import type { MatmulInput } from '../../../renderer/compute/kernels/matmul/cpu.ts'
import { matmul } from '../../../renderer/compute/kernels/matmul/index.ts'
import halfWorker from './half-worker.ts?worker&url'
import { medians } from './turns.ts'

interface Tensor {
  dispose(): void
  dataSync(): Float32Array
}
interface Tensorflow {
  setBackend(name: string): Promise<boolean>
  ready(): Promise<void>
  tensor2d(values: Float32Array, shape: [number, number]): Tensor
  matMul(a: Tensor, b: Tensor): Tensor
  wasm: { setWasmPaths(prefix: string): void }
}
interface Session {
  run(feeds: Record<string, unknown>): Promise<{ c: { data: Float32Array } }>
}
interface Onnx {
  env: { wasm: { numThreads: number; wasmPaths: string } }
  InferenceSession: { create(model: Uint8Array): Promise<Session> }
  Tensor: new (type: 'float32', data: Float32Array, dimensions: number[]) => unknown
}
declare const tf: Tensorflow
declare const ort: Onnx

/** Milliseconds of each contender on two matrices of n × n float32, and the largest difference from the plain loop. */
export async function compare(n: number, rounds: number) {
  const a = Float32Array.from({ length: n * n }, (_, i) => Math.sin(1.7 * i))
  const b = Float32Array.from({ length: n * n }, (_, i) => Math.cos(0.3 * i))
  const input = { rows: n, depth: n, columns: n, a, b }
  const choice = { backend: 'auto', precision: 'f32' } as const
  const rivals = { tfjs: await tensorflow(a, b, n), onnx: await onnx(a, b, n) }
  const contenders = {
    ours: () => matmul.runOnCpu(input, choice).output.c,
    fallback: () => matmul.fast!(input, 'f32').c,
    plain: () => plain(a, b, n),
    ...rivals,
  }
  const reference = plain(a, b, n)
  const apart: Record<string, number> = {}
  for (const [name, run] of Object.entries(contenders)) {
    const c = await run()
    apart[name] = reference.reduce((most, value, i) => Math.max(most, Math.abs(value - c[i]!)), 0)
  }
  return { engine: matmul.runOnCpu(input, choice).engine, ms: await medians(contenders, rounds), apart }
}

/** Milliseconds of our product of two n × n matrices by one worker and by two, which must agree to the bit. */
export async function byWorkers(n: number, rounds: number) {
  const [a, b] = [matrixOf(n, 1.7), matrixOf(n, 0.3)]
  const input = { rows: n, depth: n, columns: n, a, b }
  const second = new Worker(halfWorker, { type: 'module' })
  const one = () => matmul.runOnCpu(input, { backend: 'auto', precision: 'f32' }).output.c as Float32Array
  const two = () => byTwo(second, input)
  const alone = one()
  if ((await two()).some((value, i) => value !== alone[i])) throw new Error('two workers give other numbers')
  const ms = await medians({ one, two }, rounds)
  second.terminate()
  return ms
}

const matrixOf = (n: number, pace: number) => Float32Array.from({ length: n * n }, (_, i) => Math.sin(pace * i))

/** A second worker does the lower half meanwhile: without shared memory it is sent its rows of A and all of B, and sends C back. */
async function byTwo(second: Worker, { rows, depth, columns, a, b }: MatmulInput): Promise<Float32Array> {
  const upper = rows >> 1
  const half = new Promise<Float32Array>(resolve => {
    second.onmessage = ({ data }: MessageEvent<Float32Array>) => resolve(data)
  })
  const sent = { rows: rows - upper, depth, columns, a: a.slice(upper * depth), b: b.slice() }
  second.postMessage(sent, { transfer: [sent.a.buffer, sent.b.buffer] })
  const c = new Float32Array(rows * columns)
  const own = { rows: upper, depth, columns, a: a.subarray(0, upper * depth), b }
  c.set(matmul.runOnCpu(own, { backend: 'auto', precision: 'f32' }).output.c)
  c.set(await half, upper * columns)
  return c
}

/** As one writes it down, in the order that suits the cache. */
function plain(a: Float32Array, b: Float32Array, n: number): Float32Array {
  const c = new Float32Array(n * n)
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!
      for (let j = 0; j < n; j++) c[i * n + j]! += factor * b[k * n + j]!
    }
  return c
}

/** The tensors lie in its memory already; the product is read back, as ours is. */
async function tensorflow(a: Float32Array, b: Float32Array, n: number) {
  tf.wasm.setWasmPaths('/rivals/@tensorflow/tfjs-backend-wasm/dist/')
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no wasm here')
  await tf.ready()
  const [left, right] = [tf.tensor2d(a, [n, n]), tf.tensor2d(b, [n, n])]
  return () => {
    const product = tf.matMul(left, right)
    const values = product.dataSync()
    product.dispose()
    return values
  }
}

async function onnx(a: Float32Array, b: Float32Array, n: number) {
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmPaths = '/rivals/onnxruntime-web/dist/'
  const session = await ort.InferenceSession.create(modelOf(n))
  const feeds = { a: new ort.Tensor('float32', a, [n, n]), b: new ort.Tensor('float32', b, [n, n]) }
  return async () => (await session.run(feeds)).c.data
}

/** c = a·b as an ONNX model: protocol-buffer fields (onnx.proto, IR version 8, operator set 13). */
function modelOf(n: number): Uint8Array {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)])
  const number = (field: number, value: number) => [field << 3, ...varint(value)]
  const bytes = (field: number, content: number[]) => [(field << 3) | 2, ...varint(content.length), ...content]
  const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)])
  const size = bytes(1, number(1, n))
  const matrix = (field: number, name: string) => {
    const tensor = [...number(1, 1), ...bytes(2, [...size, ...size])]
    return bytes(field, [...text(1, name), ...bytes(2, bytes(1, tensor))])
  }
  const node = bytes(1, [...text(1, 'a'), ...text(1, 'b'), ...text(2, 'c'), ...text(4, 'MatMul')])
  const graph = [...node, ...text(2, 'product'), ...matrix(11, 'a'), ...matrix(11, 'b'), ...matrix(12, 'c')]
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, number(2, 13))])
}
