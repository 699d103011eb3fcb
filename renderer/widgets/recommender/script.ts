import { pythonFrom, type Values } from '../frame/model.ts'
import { streamScript } from '../frame/stream-script.ts'
import type { Fields } from './model.ts'

/** Both methods from the start that Folium draws, with its own order of the ratings. */
export const script = (values: Values<Fields>): string => `# ${heads[values.method as keyof typeof heads]}
import numpy as np

ratings = ${pythonFrom(values.ratings)}
k, lam, sweeps = ${values.rank}, ${values.lambda}, ${values.sweeps}
users, items = 1 + max(r[0] for r in ratings), 1 + max(r[1] for r in ratings)

${streamScript}
random = Stream(${values.seed})
spread = np.sqrt(np.mean([abs(r[2]) for r in ratings]) / k)
drawn = lambda count: np.array([[spread * (0.5 + 0.5 * random.normal()) for _ in range(k)] for _ in range(count)])
U, V = drawn(users), drawn(items)

def objective():
    wrong = np.array([U[u] @ V[i] - x for u, i, x in ratings])
    return (wrong @ wrong + lam * ((U**2).sum() + (V**2).sum())) / 2, np.sqrt((wrong**2).mean())

${bodies[values.method as keyof typeof bodies](values)}
print("objective", objective()[0], "rmse", objective()[1])
print((U @ V.T).round(2))
`

const heads = {
  als: 'Alternating least squares (Zhou and others 2008).',
  'sgd-factorisation': 'Stochastic gradient descent on single ratings (Funk 2006; Koren, Bell and Volinsky 2009).',
} as const

const bodies = {
  als: () => `def solve(rows, others, side):
    for i in range(len(rows)):
        seen = [(others[r[1 - side]], r[2]) for r in ratings if r[side] == i]
        A = lam * np.eye(k) + sum(np.outer(v, v) for v, _ in seen)
        rows[i] = np.linalg.solve(A, sum((x * v for v, x in seen), np.zeros(k)))

before = objective()[0]
for sweep in range(sweeps):
    solve(U, V, 0)
    solve(V, U, 1)
    now = objective()[0]
    if before - now <= 1e-9 * now:
        break
    before = now`,
  'sgd-factorisation': ({ seed }: Values<Fields>) => `of_user = [sum(r[0] == u for r in ratings) for u in range(users)]
of_item = [sum(r[1] == i for r in ratings) for i in range(items)]
turns, order = Stream(${seed}, 1), list(ratings)
before = objective()[0]
for sweep in range(sweeps):
    for last in range(len(order) - 1, 0, -1):
        other = turns.below(last + 1)
        order[last], order[other] = order[other], order[last]
    rate = 0.05 / (1 + 0.01 * sweep)
    for u, i, x in order:
        e, old = x - U[u] @ V[i], U[u].copy()
        U[u] += rate * (e * V[i] - lam / of_user[u] * old)
        V[i] += rate * (e * old - lam / of_item[i] * V[i])
    now = objective()[0]
    if abs(before - now) <= 1e-9 * now:
        break
    before = now`,
} as const
