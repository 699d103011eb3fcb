import { pythonFrom, type Values } from '../frame/model.ts'
import { streamScript } from '../frame/stream-script.ts'
import type { Fields } from './model.ts'

/** The same points with the same noise: each has a stream of its own on its way back. */
export function python(values: Values<Fields>): string {
  const { means, weights, var: variance, schedule, T, beta_start: from, beta_end: to, direction } = values
  return `# Diffusion over a mixture of round normals, its score exact, with the draws that Folium made.
import numpy as np
from scipy.special import softmax

${streamScript}
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
seed, samples, d = ${values.seed}, ${values.samples}, means.shape[1]
${direction === 'forward' ? forward : backward(values)}`
}

const forward = `random = Stream(seed)
x = []
for _ in range(samples):
    k = min(np.searchsorted(np.cumsum(weights), random.uniform(), side="right"), len(weights) - 1)
    x.append(means[k] + np.sqrt(var) * random.normals(d))
x = np.array(x)
for b in beta:
    x = np.sqrt(1 - b) * x + np.sqrt(b) * random.normals(samples, d)
print("alpha bar at the end", bar[-1])
print("after noise: mean", x.mean(0), "covariance", np.cov(x.T, bias=True))
print("exact mean", np.sqrt(bar[-1]) * weights @ means)
`

const backward = ({ steps, eta }: Values<Fields>) => `
def noise(x, a):
    spread = a * var + 1 - a
    away = np.sqrt(a) * means - x[:, None]
    r = softmax(np.log(weights) - (away ** 2).sum(-1) / (2 * spread), axis=1)
    return -np.sqrt(1 - a) * (r[:, :, None] * away).sum(1) / spread

def sample(name, count, eta):
    x = Stream(seed, 1).normals(samples, d)
    own = [Stream(seed, 1000 + i) for i in range(samples)]
    count = min(count, T)
    times = [T] if count == 1 else [int(np.floor(T - i * (T - 1) / (count - 1) + 0.5)) for i in range(count)]
    for i, t in enumerate(times):
        a, b = bar[t], bar[times[i + 1]] if i + 1 < len(times) else 1.0
        e = noise(x, a)
        sigma = eta * np.sqrt((1 - b) / (1 - a) * (1 - a / b))
        fresh = sigma * np.array([stream.normals(d) for stream in own]) if sigma > 0 else 0
        x = np.sqrt(b) * (x - np.sqrt(1 - a) * e) / np.sqrt(a) + np.sqrt(max(0, 1 - b - sigma**2)) * e + fresh
    print(name, count, "steps: mean", *x.mean(0), "exact", *weights @ means)
    print("first points", *x[:3])

print("alpha bar at the end", bar[-1])
sample("DDPM", T, 1)
sample("DDIM", ${steps}, ${eta})
`
