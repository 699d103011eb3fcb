// Products of two n × n matrices in float32, in a page of Chromium, one thread each: our default path on the CPU
// (WebAssembly where there is SIMD) and our TypeScript, against a plain loop, tfjs-wasm and onnxruntime-web. GFLOP/s would
// say more of the machine; the ratios are what counts. Two workers, which the app does not use, stand against one.
import { inChromium } from './chromium.mjs'

const scripts = [
  '@tensorflow/tfjs-core/dist/tf-core.min.js',
  '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
  'onnxruntime-web/dist/ort.wasm.min.js',
]
const rivals = { plain: 'plain', tfjs: 'tfjs-wasm', onnx: 'onnxruntime-web' }

export async function* cases() {
  yield* inChromium('matmul', async function* use(page) {
    for (const script of scripts) await page.addScriptTag({ url: `/rivals/${script}` })
    for (const [n, rounds] of [
      [256, 41],
      [512, 21],
      [1024, 5],
    ]) {
      const compare = ([size, turns]) => window.bench.compare(size, turns)
      const { engine, ms, apart } = await page.evaluate(compare, [n, rounds])
      for (const [name, most] of Object.entries(apart))
        if (!(most <= 1e-5 * n)) throw new Error(`${name} is off by ${most} at ${n}`)
      for (const [key, rivalName] of Object.entries(rivals))
        yield {
          case: `${n} ${engine.backend} ${engine.precision}`,
          ours: ms.ours,
          rival: ms[key],
          rivalName,
          unit: 'ms',
        }
      yield { case: `${n} TypeScript`, ours: ms.fallback, rival: ms.plain, rivalName: 'plain', unit: 'ms' }
    }
    for (const [n, rounds] of [
      [512, 21],
      [1024, 11],
      [2048, 5],
    ]) {
      const { one, two } = await page.evaluate(([size, turns]) => window.bench.byWorkers(size, turns), [n, rounds])
      yield { case: `${n} in two workers`, ours: two, rival: one, rivalName: 'one worker', unit: 'ms' }
    }
  })
}
