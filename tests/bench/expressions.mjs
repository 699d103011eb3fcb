// A typed function's value by its closures, against a closure written by hand and against a compiled expression of mathjs;
// nanoseconds a value, all three over the same points, whose making (two remainders) is in all three. Then a whole grid of values
// by WebAssembly, as contours have it, against mathjs point by point.
import { bundled } from './bundled.mjs'
import { rival } from './rivals.mjs'

const source = 'x^2 + 3 sin(x y) + exp(-x^2 - y^2) / (1 + abs(y)) - 2 x y'
const byHand = (x, y) => x ** 2 + 3 * Math.sin(x * y) + Math.exp(-(x ** 2) - y ** 2) / (1 + Math.abs(y)) - 2 * x * y
// Short pieces, many times: on a busy machine most of them run undisturbed.
const points = 2_000
const runs = 201
const median = values => values.sort((a, b) => a - b)[values.length >> 1]

const side = 256
const axis = half => ({ from: -half, to: half, count: side })
const middleOf = (times, digits = 10) => Math.round(median(times) * digits) / digits

/** The closures against each rival, then a grid against mathjs. */
export async function* cases() {
  const { parse } = await bundled('renderer/compute/expression/parse.ts')
  const { compile } = await bundled('renderer/compute/expression/compile.ts')
  const { compile: compileByMathjs } = await rival('mathjs')
  const { expression } = parse(source, ['x', 'y'])
  const compiled = compile([expression], 2)
  const interpreted = compileByMathjs('x^2 + 3 sin(x*y) + exp(-x^2 - y^2) / (1 + abs(y)) - 2 x*y')
  const [at, out, scope] = [new Float64Array(2), new Float64Array(1), { x: 0, y: 0 }]
  const ours = (x, y) => {
    at[0] = x
    at[1] = y
    compiled(at, out)
    return out[0]
  }
  const theirs = (x, y) => {
    scope.x = x
    scope.y = y
    return interpreted.evaluate(scope)
  }
  const sides = { ours, hand: byHand, mathjs: theirs }
  if (Math.abs(ours(1.2, 0.7) - byHand(1.2, 0.7)) + Math.abs(ours(1.2, 0.7) - theirs(1.2, 0.7)) > 1e-12)
    throw new Error('the three do not compute the same function')
  const times = { ours: [], hand: [], mathjs: [] }
  for (let run = 0; run <= runs; run++)
    for (const [name, f] of Object.entries(sides)) {
      const ns = timed(f, run ? points : 50_000)
      // The first round warms up.
      if (run) times[name].push(ns)
    }
  const common = { ours: middleOf(times.ours), unit: 'ns a value' }
  const mathjs = { rival: middleOf(times.mathjs), rivalName: 'mathjs 15, compiled and evaluated' }
  yield { ...common, case: source, rival: middleOf(times.hand), rivalName: 'closure written by hand' }
  yield { ...common, case: source, ...mathjs }
  yield { ...common, case: `a grid of ${side} × ${side}, WebAssembly f64`, ours: await gridNs(expression), ...mathjs }
}

/** Nanoseconds a value of a whole grid. */
async function gridNs(expression) {
  const { grid } = await bundled('renderer/compute/kernels/grid/index.ts')
  const { objectiveFrom } = await bundled('renderer/compute/expression/objective.ts')
  const input = { objective: objectiveFrom(expression, 2), x: axis(2), y: axis(1.75) }
  const times = Array.from({ length: 21 }, () => {
    const began = performance.now()
    const { engine } = grid.runOnCpu(input, { backend: 'wasm', precision: 'f64' })
    if (engine.backend !== 'wasm') throw new Error('no WebAssembly here')
    return ((performance.now() - began) * 1e6) / side ** 2
  })
  return middleOf(times)
}

let sink = 0
function timed(f, count) {
  const began = performance.now()
  for (let i = 0; i < count; i++) sink += f(((i % 317) - 158) / 80, ((i % 211) - 105) / 60)
  return ((performance.now() - began) * 1e6) / count
}
