import { streamScript } from '../frame/stream-script.ts'
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
  const isSarsa = set.method === 'sarsa'
  return `${planning}
# Learning by trying, with the draws that Folium made.
${streamScript}
random = Stream(${set.seed})
Q, returns = np.zeros((rows * columns, 4)), []

def choose(s):
    if ends[s]:
        return 0
    if random.uniform() < ${set.epsilon}:
        return random.below(4)
    best = np.flatnonzero(Q[s] == Q[s].max())
    return best[random.below(len(best)) if len(best) > 1 else 0]

def enters(s, a):
    left = random.uniform()
    for p, t, r in outcomes(s, a):
        left -= p
        if left < 0:
            break
    return t, r

for episode in range(${set.episodes}):
    s, total, step = start, 0, 0
    a = choose(s)
    while step < 1000 and not ends[s]:
        t, r = enters(s, a)
${isSarsa ? '        b = choose(t)\n' : ''}        Q[s, a] += ${set.alpha} * (r + gamma * ${isSarsa ? 'Q[t, b]' : 'Q[t].max()'} - Q[s, a])
        s, a, total, step = t, ${isSarsa ? 'b' : 'choose(t)'}, total + r, step + 1
    returns.append(total)
print("learned value of the start", Q[start].max())
print("mean reward of the last hundred episodes", np.mean(returns[-100:]))
`
}
