import { gridFrom } from './world.ts'

interface Setting {
  readonly map: string
  readonly method: string
  readonly gamma: number
  readonly slip: number
  readonly living: number
  readonly goal: number
  readonly hole: number
  readonly alpha: number
  readonly epsilon: number
  readonly episodes: number
  readonly seed: number
}

/** The same world in NumPy: planning exactly, and learning where that was asked. */
export function script(set: Setting, cells: string): string {
  const { rows, columns } = gridFrom(set.map)
  const planning = `# The drawn world and its values by sweeps of Bellman's equation (Bellman 1957).
import numpy as np

rows, columns = ${rows}, ${columns}
cells = ${cells}
gamma, slip, living, pay = ${set.gamma}, ${set.slip}, ${set.living}, {"goal": ${set.goal}, "hole": ${set.hole}}
moves = [(-1, 0), (0, 1), (1, 0), (0, -1)]
ends = [c in ("goal", "hole", "wall") for c in cells]
start = max(0, cells.index("start") if "start" in cells else 0)

def enter(s, a):
    i, j = s // columns + moves[a][0], s % columns + moves[a][1]
    t = i * columns + j if 0 <= i < rows and 0 <= j < columns else s
    t = s if cells[t] == "wall" else t
    return t, living + pay.get(cells[t], 0)

def outcomes(s, a):
    return [(p, *enter(s, (a + turn) % 4)) for turn, p in ((0, 1 - 2 * slip), (1, slip), (3, slip)) if p > 0]

V = np.zeros(rows * columns)
for sweep in range(1, 200001):
    new = np.array([0 if ends[s] else max(sum(p * (r + gamma * V[t]) for p, t, r in outcomes(s, a)) for a in range(4))
                    for s in range(rows * columns)])
    change, V = np.abs(new - V).max(), new
    if change <= 1e-10 or change > 1e12:
        break
print("sweeps", sweep, "value of the start", V[start])
print(V.reshape(rows, columns).round(4))
`
  if (set.method === 'value-iteration' || set.method === 'policy-iteration') return planning
  const ahead = set.method === 'sarsa' ? 'Q[t, b]' : 'Q[t].max()'
  return `${planning}
# Learning by trying. NumPy draws other numbers than Folium, so the course differs; what it comes to does not.
random = np.random.default_rng(${set.seed})
Q = np.zeros((rows * columns, 4))

def choose(s):
    return random.integers(4) if random.random() < ${set.epsilon} else random.choice(np.flatnonzero(Q[s] == Q[s].max()))

for episode in range(${set.episodes}):
    s = start
    a = choose(s)
    for step in range(1000):
        if ends[s]:
            break
        chances = outcomes(s, a)
        _, t, r = chances[random.choice(len(chances), p=[p for p, _, _ in chances])]
        b = choose(t)
        Q[s, a] += ${set.alpha} * (r + gamma * (0 if ends[t] else ${ahead}) - Q[s, a])
        s, a = t, b
print("learned value of the start", Q[start].max())
`
}
