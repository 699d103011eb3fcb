import { pythonFrom } from '../frame/model.ts'

export interface Drawn {
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  /** Cases as [from, to, share]. */
  readonly train: readonly (readonly number[])[]
  readonly held: readonly (readonly number[])[]
  readonly vault: readonly number[]
}
interface Settings {
  readonly model: string
  readonly near: number
  readonly lambda: number
  readonly threshold: number
  readonly remedy: string
}

const logistic = (lambda: number) => `
def fit(A, labels, cost):
    centre, width = A.mean(0), np.where(A.std(0) > 0, A.std(0), 1)
    Z = np.c_[(A - centre) / width, np.ones(len(A))]
    penalty = ${lambda} * np.r_[np.ones(A.shape[1]), 0]
    loss = lambda w: (cost * (np.logaddexp(0, Z @ w) - labels * (Z @ w))).sum() + penalty @ w**2 / 2
    slope = lambda w: Z.T @ (cost * (1 / (1 + np.exp(-Z @ w)) - labels)) + penalty * w
    w = minimize(loss, np.zeros(Z.shape[1]), jac=slope, method="BFGS", options={"gtol": 1e-9}).x
    print("weights", w[:-1] / width, "intercept", w[-1] - (w[:-1] / width) @ centre)
    return lambda B: 1 / (1 + np.exp(-np.c_[(B - centre) / width, np.ones(len(B))] @ w))
`
const nearest = (near: number) => `
def fit(A, labels, cost):
    width = np.where(A.std(0) > 0, A.std(0), 1)
    def chance(B):
        square = (((A[None] - B[:, None]) / width) ** 2).sum(2)
        k = np.argsort(square, axis=1, kind="stable")[:, :${near}]
        return (cost * labels)[k].sum(1) / cost[k].sum(1)
    return chance
`

/** One split, its cases as they were drawn: fits the classifier anew and scores it, by NumPy and SciPy. */
export function script({ X, y, train, held, vault }: Drawn, settings: Settings): string {
  const { model, near, lambda, threshold, remedy } = settings
  return `# One split of the rows; a case [i, j, t] is row i, moved by t towards row j. Remedy: ${remedy}.
import numpy as np
from scipy.optimize import minimize

X, y = np.array(${pythonFrom(X)}, float), np.array(${pythonFrom(y)})
train = np.array(${pythonFrom(train)}, float)
held = np.array(${pythonFrom(held)}, float)
vault = np.array(${pythonFrom(vault)})

def rows(cases):
    i, j, t = cases[:, 0].astype(int), cases[:, 1].astype(int), cases[:, 2:]
    return X[i] + t * (X[j] - X[i]), y[i]
${model === 'logistic' ? logistic(lambda) : nearest(near)}
A, labels = rows(train)
cost = ${remedy === 'weights' ? 'len(labels) / (2 * np.where(labels == 1, (labels == 1).sum(), (labels == 0).sum()))' : 'np.ones(len(labels))'}
chance = fit(A, labels, cost)
for name, (B, truth) in (("held out", rows(held)), ("untouched", (X[vault], y[vault]))):
    called = chance(B) >= ${threshold}
    hits = (called & (truth == 1)).sum()
    recall, precision = hits / max(1, truth.sum()), hits / max(1, called.sum())
    f1 = 2 * hits / max(1, truth.sum() + called.sum())
    print(name, "accuracy", (called == truth).mean(), "recall", recall, "precision", precision, "F1", f1)
used = set(train[:, :2].astype(int).ravel())
print("held-out cases made of rows that train:", sum(bool({int(i), int(j)} & used) for i, j, _ in held))
`
}
