import { pythonFrom, type Values } from '../frame/model.ts'
import type { Fields } from './model.ts'

/** `points`: those that Folium began with, row by row, as Python. */
export function python(values: Values<Fields>, points: string): string {
  const { means, weights, var: variance, schedule, T, beta_start: from, beta_end: to, steps, eta, direction } = values
  return `# Diffusion over a mixture of round normals, its score exact; the first points are those that Folium drew.
import numpy as np
from scipy.special import softmax

means = np.array(${pythonFrom(means)}, dtype=float)
weights = np.array(${pythonFrom(weights)}) if ${weights.length} else np.ones(len(means))
weights = weights / weights.sum()
var, T, schedule, first, last = ${variance}, ${T}, "${schedule}", ${from}, ${to}
share = np.arange(T) / max(1, T - 1)
if schedule == "cosine":
    f = lambda u: np.cos((u + 0.008) / 1.008 * np.pi / 2) ** 2
    beta = np.minimum(0.999, 1 - f((np.arange(T) + 1) / T) / f(np.arange(T) / T))
elif schedule == "scaled-linear":
    beta = (np.sqrt(first) + share * (np.sqrt(last) - np.sqrt(first))) ** 2
elif schedule == "sigmoid":
    beta = first + (last - first) / (1 + np.exp(-6 * (2 * share - 1)))
elif schedule == "constant":
    beta = np.full(T, last)
else:
    beta = first + share * (last - first)
bar = np.concatenate([[1], np.cumprod(1 - beta)])
x = np.array(${points}).reshape(-1, means.shape[1])

def noise(x, a):
    spread = a * var + 1 - a
    away = np.sqrt(a) * means - x[:, None]
    r = softmax(np.log(weights) - (away ** 2).sum(-1) / (2 * spread), axis=1)
    return -np.sqrt(1 - a) * (r[:, :, None] * away).sum(1) / spread

rng = np.random.default_rng(0)
print("alpha bar at the end", bar[-1])
${
  direction === 'forward'
    ? `x = np.sqrt(bar[-1]) * x + np.sqrt(1 - bar[-1]) * rng.standard_normal(x.shape)
print("after noise: mean", x.mean(0), "covariance", np.cov(x.T, bias=True))
print("exact mean", np.sqrt(bar[-1]) * weights @ means)`
    : `eta, count = ${eta}, min(${steps}, T)
times = [T] if count == 1 else [int(np.floor(T - i * (T - 1) / (count - 1) + 0.5)) for i in range(count)]
for i, t in enumerate(times):
    a, b = bar[t], bar[times[i + 1]] if i + 1 < len(times) else 1.0
    e = noise(x, a)
    sigma = eta * np.sqrt((1 - b) / (1 - a) * (1 - a / b))
    x = np.sqrt(b) * (x - np.sqrt(1 - a) * e) / np.sqrt(a) + np.sqrt(max(0, 1 - b - sigma**2)) * e + sigma * rng.standard_normal(x.shape)
print("DDIM", count, "steps: first points", x[:3])
print("mean", x.mean(0), "exact", weights @ means)`
}
`
}
