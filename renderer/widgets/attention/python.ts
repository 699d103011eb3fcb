import { pythonFrom, type Values } from '../frame/model.ts'
import type { Fields, Rows } from './model.ts'

/** `drawn`: queries, keys and values that Folium drew for a text; the typed ones without. */
export function python(
  values: Values<Fields>,
  drawn?: { readonly Q?: Rows; readonly K?: Rows; readonly V?: Rows },
): string {
  const { source, heads, temperature, causal, position, mask } = values
  const Q = source === 'text' ? (drawn?.Q ?? []) : values.Q
  const K = source === 'text' ? (drawn?.K ?? []) : values.K.length ? values.K : Q
  const V = source === 'text' ? (drawn?.V ?? []) : values.V.length ? values.V : K
  return `# softmax(Q K^T / (tau sqrt(d))) V in ${heads} head(s); Q, K, V as Folium drew them or as they were typed.
import numpy as np
from scipy.special import softmax

Q = np.array(${pythonFrom(Q)}, dtype=float)
K = np.array(${pythonFrom(K)}, dtype=float)
V = np.array(${pythonFrom(V)}, dtype=float)
heads, tau, causal, rotary = ${heads}, ${temperature}, ${pythonFrom(causal)}, ${pythonFrom(position === 'rotary')}
mask = np.array(${pythonFrom(source === 'text' ? [] : mask)}, dtype=float)

def turned(rows):
    rows = rows.copy()
    d = rows.shape[1]
    for p, row in enumerate(rows):
        for c in range(d // 2):
            angle = p / 10000 ** (2 * c / d)
            a, b = row[2 * c], row[2 * c + 1]
            row[2 * c], row[2 * c + 1] = a * np.cos(angle) - b * np.sin(angle), a * np.sin(angle) + b * np.cos(angle)
    return rows

open_ = np.ones((len(Q), len(K)), bool)
if causal:
    open_ &= np.tril(open_)
if mask.size:
    open_ &= mask == 1
weights, outputs = [], []
for q, k, v in zip(np.split(Q, heads, 1), np.split(K, heads, 1), np.split(V, heads, 1)):
    if rotary:
        q, k = turned(q), turned(k)
    scores = np.where(open_, q @ k.T / (tau * np.sqrt(q.shape[1])), -np.inf)
    weights.append(softmax(scores, axis=1))
    outputs.append(weights[-1] @ v)
np.set_printoptions(precision=4, suppress=True)
print("weights, mean of the heads")
print(np.mean(weights, axis=0))
print("output")
print(np.hstack(outputs))
`
}
