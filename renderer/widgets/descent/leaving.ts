import { numpyFrom } from '../../compute/index.ts'
import { pythonFrom, type Table } from '../frame/model.ts'
import { streamScript } from '../frame/stream-script.ts'
import { raceOf, type MethodId } from './methods.ts'
import { parsedFrom, problemFrom, tolerance, type DescentState } from './model.ts'
import type { Runs } from './use-descents.ts'

/** Every method's path, a step a row; a method that has ended leaves its cells empty. */
export function tableFrom(runs: Runs): Table {
  const shown = runs.filter(run => run !== undefined)
  const last = Math.max(0, ...shown.map(({ points }) => points.length))
  return {
    columns: ['k', ...shown.flatMap(({ id }) => [`${id} x`, `${id} y`, `${id} f`])],
    rows: Array.from({ length: last }, (_, k) => [
      k,
      ...shown.flatMap(({ points, values }) => [points[k]?.[0] ?? null, points[k]?.[1] ?? null, values[k] ?? null]),
    ]),
  }
}

/** One step of each method that needs no search and no second derivatives; `m` and `s` are what it remembers. */
const steps: Partial<Record<MethodId, string>> = {
  gd: 'p = p - lr * g',
  sgd: 'p = p - lr * (g + noise * np.array([draw.normal(), draw.normal()]))',
  momentum: 'm = mu * m + g; p = p - lr * m',
  nesterov: 'm = mu * m + g; p = p - lr * (g + mu * m)',
  adagrad: 'm = m + g * g; p = p - lr * g / (np.sqrt(m) + 1e-10)',
  rmsprop: 'm = alpha * m + (1 - alpha) * g * g; p = p - lr * g / (np.sqrt(m) + 1e-8)',
  adadelta:
    'm = rho * m + (1 - rho) * g * g; d = np.sqrt(s + 1e-6) / np.sqrt(m + 1e-6) * g; s = rho * s + (1 - rho) * d * d; p = p - lr * d',
  adam: 'm = beta1 * m + (1 - beta1) * g; s = 0.999 * s + 0.001 * g * g; p = p - lr * (m / (1 - beta1**k)) / (np.sqrt(s / (1 - 0.999**k)) + 1e-8)',
  adamw:
    'm = 0.9 * m + 0.1 * g; s = 0.999 * s + 0.001 * g * g; p = (1 - lr * wd) * p - lr * (m / (1 - 0.9**k)) / (np.sqrt(s / (1 - 0.999**k)) + 1e-8)',
}
/** What SciPy has in the place of the others: the same idea with a search of its own, so the way may differ. */
const scipy: Partial<Record<MethodId, string>> = {
  bfgs: 'BFGS',
  'l-bfgs': 'L-BFGS-B',
  'newton-trust-region': 'trust-exact',
}

function raceScript(state: DescentState, id: MethodId): string {
  const { f: _f, x0: _x0, iterations: _n, tolerance: _t, search: _s, ...own } = problemFrom(state, id)
  const step = steps[id]
  if (step) {
    const set = Object.entries(own).map(([name, value]) => `${name} = ${pythonFrom(value)}`)
    return `
${set.join('; ')}
p, m, s = start.copy(), np.zeros(2), np.zeros(2)${id === 'sgd' ? '\ndraw = Stream(0)' : ''}
for k in range(1, count + 1):
    g = slope(p)
    if np.abs(g).max() <= tolerance or not np.isfinite(p).all():
        break
    ${step}
print("${id}", p, f(*p))
`
  }
  const method = scipy[id] ?? (id === 'gd-line-search' ? 'CG' : 'Newton-CG')
  const extra = method === 'trust-exact' ? ', hess=curvature' : ''
  return `
end = minimize(lambda p: f(*p), start, jac=slope, method="${method}"${extra}, options={"maxiter": count})
print("${id} (SciPy's ${method}, with a search of its own)", end.x, end.fun)
`
}

/** The same race in NumPy and SciPy; slopes by central differences. */
export function scriptFrom(state: DescentState): string {
  const f = parsedFrom(state.f).ok ? numpyFrom(state.f, ['x', 'y']) : '0 * x'
  const race = raceOf(state.methods).filter(id => state.methods[id]?.on)
  return `# A race of descent methods, as Folium runs it.
import numpy as np
from scipy.optimize import minimize

f = lambda x, y: ${f}
start, count, tolerance, h = np.array(${pythonFrom([...state.start])}, dtype=float), ${state.steps}, ${tolerance}, 1e-6
axes = np.eye(2) * h
slope = lambda p: np.array([(f(*(p + a)) - f(*(p - a))) / (2 * h) for a in axes])
curvature = lambda p: np.array([(slope(p + a) - slope(p - a)) / (2 * h) for a in axes])
${race.includes('sgd') ? `\n${streamScript}` : ''}${race.map(id => raceScript(state, id)).join('')}`
}
