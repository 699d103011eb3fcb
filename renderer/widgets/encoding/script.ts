import type { Cell } from '../../compute/index.ts'
import { pythonFrom } from '../frame/model.ts'

interface Settings {
  readonly fill: string
  readonly indicator: boolean
  readonly code: string
  readonly intercept: boolean
  readonly cut: string
  readonly bins: number
  readonly axis: number
}

/** Codes the table and fits the linear model by NumPy alone. */
export function script(rows: readonly (readonly Cell[])[], y: readonly number[], settings: Settings): string {
  const { fill, indicator, code, intercept, cut, bins, axis } = settings
  return `# A table with words and gaps (None) as numbers, and least squares on them.
import numpy as np

table = ${pythonFrom(rows)}
y = np.array(${pythonFrom(y)}, float)
fill, indicator, code, intercept = ${pythonFrom(fill)}, ${pythonFrom(indicator)}, ${pythonFrom(code)}, ${pythonFrom(intercept)}
cut, bins, axis = ${pythonFrom(cut)}, ${bins}, ${axis}

if fill == "drop":
    whole = [i for i, row in enumerate(table) if None not in row]
    table, y = [table[i] for i in whole], y[whole]

def filler(seen):
    if fill == "median":
        return np.median(seen)
    if fill == "most_frequent":
        values, counts = np.unique(seen, return_counts=True)
        return values[counts.argmax()]
    return np.mean(seen)

def order(cell):  # numbers, then words, a gap last
    return (2, 0) if cell is None else (0, cell) if not isinstance(cell, str) else (1, cell)

columns, first = [], 0 if code == "all" else 1
for j in range(len(table[0])):
    cells = [row[j] for row in table]
    if any(isinstance(cell, str) for cell in cells):
        levels = sorted(set(cells), key=order)
        at = np.array([levels.index(cell) for cell in cells])
        columns += [at] if code == "ordinal" else [at == k for k in range(first, len(levels))]
        continue
    seen = np.array([cell for cell in cells if cell is not None], float)
    constant = filler(seen) if len(seen) else 0.0
    x = np.array([constant if cell is None else cell for cell in cells], float)
    if cut == "none" or j != axis:
        columns.append(x)
    else:
        shares = np.arange(1, bins) / bins
        edges = seen.min() + shares * np.ptp(seen) if cut == "width" else np.unique(np.quantile(seen, shares))
        at = np.searchsorted(edges, x, side="right")
        columns += [at == k for k in range(first, len(edges) + 1)]
    if indicator and None in cells:
        columns.append([cell is None for cell in cells])
if intercept:
    columns.append(np.ones(len(y)))

A = np.array(columns, float).T
w, _, rank, s = np.linalg.lstsq(A, y, rcond=1e-12)
residual = y - A @ w
total = ((y - y.mean()) ** 2).sum()
left = 1 - np.einsum("ij,ji->i", A, np.linalg.pinv(A, rcond=1e-12))
print("rows", len(y), "columns", A.shape[1], "rank", rank)
print("condition", s[0] / s[-1] if rank == A.shape[1] else "infinite")
print("weights", *w)
print("R2", 1 - (residual**2).sum() / total)
print("leave-one-out", 1 - ((residual / left) ** 2).sum() / total if left.min() > 1e-9 else "none: a row stands alone")
print("normal equations", abs(A.T @ residual).max())
`
}
