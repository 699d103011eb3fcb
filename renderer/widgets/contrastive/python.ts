import { pythonFrom, type Values } from '../frame/model.ts'
import type { Fields } from './model.ts'

/** Either view's script; `said` are the prompts, line by line. */
export function python(values: Values<Fields>, said: readonly string[]): string {
  const { view, images, texts, temperature, normalise, steps, lr, image, promptRows } = values
  if (view === 'prompt')
    return `# Zero-shot: softmax of cosines over tau (Radford and others 2021).
import numpy as np
from scipy.special import softmax

image = np.array(${pythonFrom(image)}, dtype=float)
texts = np.array(${pythonFrom(promptRows)}, dtype=float)
cosines = texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)
for prompt, c, p in zip(${pythonFrom(said)}, cosines, softmax(cosines / ${temperature})):
    print(f"{prompt}: cosine {c:.4f}, chance {p:.4f}")
`
  return `# CLIP's loss and its descent on the embeddings themselves (Radford and others 2021).
import numpy as np
from scipy.special import log_softmax

I = np.array(${pythonFrom(images)}, dtype=float)
T = np.array(${pythonFrom(texts)}, dtype=float)
tau, normalise, steps, lr = ${temperature}, ${pythonFrom(normalise)}, ${steps}, ${lr}
n = len(I)

def unit(X):
    length = np.linalg.norm(X, axis=1, keepdims=True) if normalise else np.ones((n, 1))
    return X / length, length

def through(slope, U, length):
    return (slope - (slope * U).sum(1, keepdims=True) * U) / length if normalise else slope

for k in range(steps + 1):
    (U, lu), (V, lv) = unit(I), unit(T)
    S = U @ V.T / tau
    rows, columns = log_softmax(S, axis=1), log_softmax(S, axis=0)
    loss = -(np.trace(rows) + np.trace(columns)) / (2 * n)
    if k in (0, steps):
        print("step", k, "loss", loss)
    D = (np.exp(rows) + np.exp(columns) - 2 * np.eye(n)) / (2 * n) / tau
    I, T = I - lr * through(D @ V, U, lu), T - lr * through(D.T @ U, V, lv)
`
}
