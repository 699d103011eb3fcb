import { pythonFrom } from './model.ts'
import { batchesScript, streamScript } from './stream-script.ts'

interface Taught {
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly hidden: readonly number[]
  readonly activation: string
  readonly optimiser: string
  readonly lr: number
  readonly steps: number
  readonly batch: number
  readonly seed: number
  readonly schedule?: string
  readonly warmup?: number
  readonly clip?: number
}

/** A dense network taught in Python as here, case by case; `start`: the first weights, flat, as they were drawn. */
export function networkScript(taught: Taught, start: readonly number[]): string {
  const { X, y, hidden, activation, optimiser, lr, steps, batch, seed } = taught
  const { schedule = 'constant', warmup = 0, clip = 0 } = taught
  return `# A small network trained from the first weights that Folium drew, on the same cases in the same order.
import numpy as np
from scipy.special import log_softmax

X = np.array(${pythonFrom(X)}, dtype=float)
y = np.unique(np.array(${pythonFrom(y)}), return_inverse=True)[1]
X = (X - X.mean(0)) / np.where(X.std(0) > 0, X.std(0), 1)
widths = [X.shape[1]] + ${pythonFrom(hidden)} + [y.max() + 1]
flat = np.array(${pythonFrom(start)})
rule, lr, schedule, warmup, clip, steps, batch = "${optimiser}", ${lr}, "${schedule}", ${warmup}, ${clip}, ${steps}, min(${batch} or len(X), len(X))
act = {
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "relu": (lambda x: np.maximum(x, 0), lambda x: (x > 0) * 1.0),
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    "gelu": (lambda x: 0.5 * x * (1 + np.tanh(0.7978845608028654 * (x + 0.044715 * x**3))),
             lambda x: (lambda t: 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * 0.7978845608028654 * (1 + 0.134145 * x**2))(
                 np.tanh(0.7978845608028654 * (x + 0.044715 * x**3)))),
    "identity": (lambda x: x, lambda x: x * 0 + 1),
}["${activation}"]

${streamScript}
${batchesScript}
random = Stream(${seed}, 1)
${body}`
}

/** All that no setting changes. */
const body = `def layers(w):
    at, out = 0, []
    for a, b in zip(widths, widths[1:]):
        out.append((w[at:at + a * b].reshape(a, b), w[at + a * b:at + a * b + b]))
        at += a * b + b
    return out

def loss_and_slope(w, X, y):
    net, hs, zs = layers(w), [X], []
    for i, (W, b) in enumerate(net):
        zs.append(hs[-1] @ W + b)
        hs.append(act[0](zs[-1]) if i < len(net) - 1 else zs[-1])
    logs = log_softmax(hs[-1], axis=1)
    d = (np.exp(logs) - np.eye(widths[-1])[y]) / len(X)
    parts = []
    for i in reversed(range(len(net))):
        parts += [d.sum(0), (hs[i].T @ d).ravel()]
        if i:
            d = (d @ net[i][0].T) * act[1](zs[i - 1])
    return -logs[np.arange(len(X)), y].mean(), np.concatenate(parts[::-1])

turns = batches(random, len(X), batch)
m, v, w = np.zeros_like(flat), np.zeros_like(flat), flat.copy()
for k in range(steps):
    some = next(turns)
    loss, g = loss_and_slope(w, X[some], y[some])
    norm = np.linalg.norm(g)
    if clip > 0 and norm > clip:
        g *= clip / norm
    s = (k - warmup) / max(1, steps - warmup)
    rate = lr * (k + 1) / warmup if k < warmup else lr * {
        "constant": 1, "linear": 1 - s, "cosine": (1 + np.cos(np.pi * s)) / 2, "step": 0.1 ** np.floor(3 * s)}[schedule]
    if rule in ("momentum", "nesterov"):
        m = 0.9 * m + g
        w -= rate * (g + 0.9 * m if rule == "nesterov" else m)
    elif rule in ("adam", "adamw"):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= rate * (m / (1 - 0.9 ** (k + 1))) / (np.sqrt(v / (1 - 0.999 ** (k + 1))) + 1e-8)
    elif rule in ("rmsprop", "adagrad"):
        v = 0.999 * v + 0.001 * g * g if rule == "rmsprop" else v + g * g
        w -= rate * g / (np.sqrt(v) + 1e-8)
    else:
        w -= rate * g
def told_right():
    h = X
    for i, (W, b) in enumerate(layers(w)):
        h = act[0](h @ W + b) if i < len(widths) - 2 else h @ W + b
    return (h.argmax(1) == y).mean()

print("first loss", loss_and_slope(flat, X, y)[0], "last loss", loss_and_slope(w, X, y)[0])
print("told right", told_right())
`
