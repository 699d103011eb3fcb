import { streamScript } from '../frame/stream-script.ts'
import type { Experiment } from './model.ts'

/** One trial in Python, with the draws in the order in which the app makes them. */
const trials: Readonly<Record<Experiment, string>> = {
  'monty-hall': 'return random.below(size) != random.below(size)',
  birthday: `taken = set()
for _ in range(size):
    day = random.below(365)
    if day in taken:
        return True
    taken.add(day)
return False`,
  pi: 'return 4 * (random.uniform() ** 2 + random.uniform() ** 2 < 1)',
  buffon: `while True:  # a direction without pi: a point of the quarter disc
    x, y = random.uniform(), random.uniform()
    if 0 < np.hypot(x, y) < 1:
        return random.uniform() / 2 <= p / 2 * y / np.hypot(x, y)`,
  'coupon-collector': `kinds, bought = set(), 0
while len(kinds) < size:
    kinds.add(random.below(size))
    bought += 1
return bought`,
  'gamblers-ruin': `purse = size
while 0 < purse < goal:
    purse += 1 if random.uniform() < p else -1
return purse == goal`,
  'hat-check': 'return all(hat != i for i, hat in enumerate(random.shuffle(list(range(size)))))',
  'broken-stick': `x, y = random.uniform(), random.uniform()
return max(min(x, y), abs(x - y), 1 - max(x, y)) < 0.5`,
  secretary: `ranks = random.shuffle(list(range(size)))
record = max(ranks[:goal], default=-1)
return next((rank for rank in ranks[goal:] if rank > record), -1) == size - 1`,
}

interface Setting {
  readonly n: number
  readonly size: number
  readonly goal: number
  readonly p: number
  readonly seed: number
}

/** Python is slow; of more trials the script makes the first. */
const mostTrials = 1_000_000

export function script(experiment: Experiment, { n, size, goal, p, seed }: Setting): string {
  const goals: Readonly<Partial<Record<Experiment, number>>> = {
    'gamblers-ruin': 2 * size,
    secretary: Math.round(size / Math.E),
  }
  const some = n > mostTrials ? ` The first ${mostTrials} of ${n} trials: Python is slow.` : ''
  return `# ${experiment} by simulation, with the draws that Folium made.${some}
import numpy as np

${streamScript}
random = Stream(${seed})
n, size, goal, p = ${Math.min(n, mostTrials)}, ${size}, ${goal || (goals[experiment] ?? 0)}, ${p}

def trial():
    ${trials[experiment].replaceAll('\n', '\n    ')}

trials = np.array([trial() for _ in range(n)], float)
print("estimate", trials.mean(), "standard error", trials.std(ddof=min(1, n - 1)) / np.sqrt(n))
`
}
