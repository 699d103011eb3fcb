// A typed function of x and y on 1,024 × 1,024 points, on the CPU, in a page of Chromium: what a contour picture waits for.
import { inChromium } from './chromium.mjs'

const functions = {
  Himmelblau: '(x^2+y-11)^2 + (x+y^2-7)^2',
  waves: '(1-x)^2 + 10(y-x^2)^2 + 3 sin(x y) - exp(-x^2) + tanh(3x) atan(y)',
}

export async function* cases() {
  yield* inChromium('surface', async function* use(page) {
    for (const [name, source] of Object.entries(functions))
      for (const precision of ['f64', 'f32']) {
        const sample = ([f, exact]) => window.bench.sample(f, 1024, exact, 5)
        const { engine, ms } = await page.evaluate(sample, [source, precision])
        const line = { case: `${name} ${engine.backend} ${engine.precision}`, ours: ms.ours, unit: 'ms' }
        yield { ...line, rival: ms.closures, rivalName: 'closures point by point' }
        yield { ...line, rival: ms.tree, rivalName: 'tree walked point by point' }
      }
  })
}
