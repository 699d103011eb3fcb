// Three solvers against programs of the field: SciPy's L-BFGS-B, scikit-learn's mixture (both where python3 has them, else
// skipped with the reason) and HiGHS in WebAssembly. Milliseconds of whole runs, ours with all it streams and its
// certificate; medians of runs that alternate.
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { say } from '../../electron/dev/setup.mjs'
import { bundled } from './bundled.mjs'
import { rival } from './rivals.mjs'

const runs = 7
const median = values => Math.round(values.sort((a, b) => a - b)[values.length >> 1] * 10) / 10

/** Numbers from 0 to 1, the same every time (Park and Miller, 1988). */
function numbers(seed) {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

/** Answers each line of JSON {name, problem} with the milliseconds that one run took; one thread, as ours. */
const python = `
import json, sys, time
import numpy as np
def lbfgs(n):
    from scipy.optimize import minimize, rosen, rosen_der
    x0 = np.tile([-1.2, 1.0], n // 2)
    options = dict(maxcor=10, gtol=1e-8, ftol=0, maxiter=100000, maxfun=1000000)
    began = time.perf_counter()
    result = minimize(rosen, x0, jac=rosen_der, method='L-BFGS-B', options=options)
    return time.perf_counter() - began, float(result.fun)
def mixture(problem):
    import warnings
    from sklearn.mixture import GaussianMixture
    warnings.simplefilter('ignore')
    X, means = np.array(problem['X']), np.array(problem['means'])
    model = GaussianMixture(3, tol=0, max_iter=50, reg_covar=0, means_init=means, weights_init=[1 / 3] * 3,
                            precisions_init=[np.eye(2)] * 3, init_params='random')
    began = time.perf_counter()
    model.fit(X)
    return time.perf_counter() - began, float(model.score(X) * len(X))
for line in sys.stdin:
    given = json.loads(line)
    seconds, value = globals()[given['name']](given['problem'])
    print(json.dumps([seconds * 1000, value]), flush=True)
`
const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

/** Debian's own before another on the path: that is where its packages are. */
const pythons = ['/usr/bin/python3', 'python3']

/** A python3 that has what is wanted, to be asked again and again; `undefined`, with the reason said, where there is none. */
function startPython(wanted) {
  const probe = ['-c', `import ${wanted}; print(${wanted}.__version__)`]
  const found = pythons
    .map(file => ({ file, ...spawnSync(file, probe, { encoding: 'utf8' }) }))
    .find(each => !each.status && !each.error)
  if (!found) {
    say(`Skipped: no python3 here has ${wanted} (on Debian: apt install python3-${wanted}).`)
    return undefined
  }
  const child = spawn(found.file, ['-c', python], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    version: found.stdout.trim(),
    async ask(name, problem) {
      child.stdin.write(`${JSON.stringify({ name, problem })}\n`)
      const [ms, value] = JSON.parse((await lines.next()).value)
      return { ms, value }
    },
    end: () => child.stdin.end(),
  }
}

async function solved(runSolver, id, problem) {
  const began = performance.now()
  const run = runSolver(id, problem, { backend: 'cpu' })
  for (;;) {
    const step = await run.next()
    if (step.done) return { ms: performance.now() - began, report: step.value }
  }
}

/** Ours and the rival's in turn, the first of each to warm up; throws where the two do not agree. */
async function compare(ours, theirs, agree) {
  const times = [[], []]
  for (let run = 0; run <= runs; run++) {
    const [a, b] = [await ours(), await theirs()]
    if (!agree(a, b)) throw new Error(`ours and the rival disagree: ${JSON.stringify([a.report?.result?.f, b.value])}`)
    if (run > 0) {
      times[0].push(a.ms)
      times[1].push(b.ms)
    }
  }
  return { ours: median(times[0]), rival: median(times[1]), unit: 'ms' }
}

export async function* cases() {
  const { runSolver } = await bundled('renderer/compute/index.ts')
  yield* againstScipy(runSolver)
  yield* againstSklearn(runSolver)
  yield* againstHighs(runSolver)
}

async function* againstScipy(runSolver) {
  const scipy = startPython('scipy')
  if (!scipy) return
  const n = 1_000
  const problem = { family: 'rosenbrock', n, memory: 10, tolerance: 1e-8, iterations: 100_000 }
  const times = await compare(
    () => solved(runSolver, 'l-bfgs', problem),
    () => scipy.ask('lbfgs', n),
    ({ report }, { value }) => report.status === 'converged' && report.result.f < 1e-12 && value < 1e-12,
  )
  scipy.end()
  yield { ...times, case: `L-BFGS, Rosenbrock of ${n}, 10 pairs, gradient 1e-8`, rivalName: `SciPy ${scipy.version}` }
}

async function* againstSklearn(runSolver) {
  const sklearn = startPython('sklearn')
  if (!sklearn) return
  const next = numbers(7)
  const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
  const centres = [[-1, 2], [3, 3], [1, 0]] // oxfmt-ignore
  const X = Array.from({ length: 12_000 }, (_, i) => centres[i % 3].map(c => c + 1.2 * normal()))
  const covs = centres.map(() => [[1, 0], [0, 1]]) // oxfmt-ignore
  const means = [[-2, 1], [2, 4], [2, -1]] // oxfmt-ignore
  const problem = { data: X, means, covs, weights: [1 / 3, 1 / 3, 1 / 3], iterations: 50, tolerance: 0 }
  const times = await compare(
    () => solved(runSolver, 'em-mixture', problem),
    () => sklearn.ask('mixture', { X, means }),
    ({ report }, { value }) => Math.abs(report.result.loglik / value - 1) < 1e-6,
  )
  sklearn.end()
  yield { ...times, case: 'EM, 12,000 × 2, K = 3, full, 50 steps', rivalName: `scikit-learn ${sklearn.version}` }
}

async function* againstHighs(runSolver) {
  const { default: load } = await rival('highs')
  const highs = await load()
  const [rows, columns] = [100, 200]
  const next = numbers(11)
  const A = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(1e4 * next()) / 1e4))
  const b = A.map(row => row.reduce((sum, value) => sum + value, 0) / 2)
  const c = Array.from({ length: columns }, () => -Math.round(1e4 * next()) / 1e4)
  const terms = row => row.map((value, j) => `${value < 0 ? '-' : '+'} ${Math.abs(value)} x${j}`).join(' ')
  const limits = c.map((_, j) => `0 <= x${j} <= 1`).join('\n')
  const text = `Minimize\n obj: ${terms(c)}\nSubject To\n${A.map((row, i) => ` r${i}: ${terms(row)} <= ${b[i]}`).join('\n')}\nBounds\n${limits}\nEnd`
  const ask = () => {
    const began = performance.now()
    const value = highs.solve(text, { solver: 'simplex' }).ObjectiveValue
    return Promise.resolve({ ms: performance.now() - began, value })
  }
  const problem = { c, A_ub: A, b_ub: b, bounds: c.map(() => [0, 1]) }
  for (const id of ['lp-simplex', 'lp-interior-point']) {
    const times = await compare(
      () => solved(runSolver, id, problem),
      ask,
      ({ report }, { value }) => Math.abs(report.result.obj - value) < 1e-6 * (1 + Math.abs(value)),
    )
    yield {
      ...times,
      case: `LP 100 × 200, dense, ${id}; whole calls, HiGHS’s with reading its text`,
      rivalName: 'highs 1.15.3 (npm), simplex',
    }
  }
}
