// Where 200 steps of Adam lead from 256 × 256 starts, on the CPU, in a page of Chromium, against the loop that one writes
// down: point by point and step by step, the gradient by closures.
import { inChromium } from './chromium.mjs'

const functions = {
  Himmelblau: '(x^2+y-11)^2 + (x+y^2-7)^2',
  waves: 'sin(3x) cos(2y) + 0.1(x^2+y^2)',
}
/** Share of coordinates that may end elsewhere: starts on the border of two basins. */
const mostApart = 0.02

export async function* cases() {
  yield* inChromium('surface', async function* use(page) {
    for (const [name, source] of Object.entries(functions))
      for (const precision of ['f32', 'f64']) {
        const descend = ([f, exact]) => window.bench.descend(f, 256, 200, exact, 3)
        const { engine, ms, apart } = await page.evaluate(descend, [source, precision])
        if (!(apart <= mostApart)) throw new Error(`${apart} of the coordinates of ${name} end elsewhere`)
        const line = { case: `${name} ${engine.backend} ${engine.precision}`, unit: 'ms' }
        yield { ...line, ours: ms.ours, rival: ms.plain, rivalName: 'plain loop' }
      }
  })
}
