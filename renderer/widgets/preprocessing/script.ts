import { pythonFrom } from '../frame/model.ts'

type Limits = Readonly<Record<'z' | 'iqr' | 'mad' | 'chance' | 'lof' | 'neighbours', number>>

/** Scales the first column of these rows, the outlier last, and asks each rule, by NumPy and SciPy. */
export function script(rows: readonly (readonly number[])[], limits: Limits): string {
  const { z, iqr, mad, chance, lof, neighbours } = limits
  return `# Scaling of the first column and five rules for outliers; the last row is the outlier.
import numpy as np
from scipy.stats import chi2

X = np.array(${pythonFrom(rows)}, float)
x, n = X[:, 0], len(X)
q1, middle, q3 = np.percentile(x, [25, 50, 75])
scaled = {
    "standard": (x - x.mean()) / (x.std() or 1),
    "min-max": (x - x.min()) / (np.ptp(x) or 1),
    "robust": (x - middle) / ((q3 - q1) or 1),
}
for name, values in scaled.items():
    a, b = np.percentile(values[:-1], [25, 75])
    print(name, "outlier at", values[-1], "quartile range of the others", b - a)

deviation = np.median(abs(x - middle)) / 0.6745
print("z-score", np.flatnonzero(abs(x - x.mean()) > ${z} * x.std()))
print("quartiles", np.flatnonzero((x < q1 - ${iqr} * (q3 - q1)) | (x > q3 + ${iqr} * (q3 - q1))))
print("median deviation", np.flatnonzero(abs(x - middle) > ${mad} * deviation) if deviation else "none: half the values are equal")

away = X - X.mean(0)
cov = np.cov(X.T).reshape(X.shape[1], -1)
if np.linalg.matrix_rank(cov) == X.shape[1]:
    square = (away * np.linalg.solve(cov, away.T).T).sum(1)
    print("ellipse", np.flatnonzero(square > chi2.isf(${chance}, X.shape[1])), "distance² of the last", square[-1])

S = away / np.where(X.std(0) > 0, X.std(0), 1)
D = np.sqrt(((S[:, None] - S[None]) ** 2).sum(2))
np.fill_diagonal(D, np.inf)
k = min(${neighbours}, n - 1)
near = np.argsort(D, axis=1, kind="stable")[:, :k]
reach = D[np.arange(n), near[:, -1]]
density = 1 / (np.maximum(np.take_along_axis(D, near, 1), reach[near]).mean(1) + 1e-10)
factor = density[near].mean(1) / density
print("density", np.flatnonzero(factor > ${lof}), "factor of the last", factor[-1])
`
}
